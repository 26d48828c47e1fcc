namespace Pathway.Functions.Graph;

/// <summary>How long what Graph did not do waits where Graph itself names no time.</summary>
public static class GraphBackoff
{
    private const int First = 15;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>15 s after the first failure, twice as long after each further one, at most an hour.</summary>
    /// <param name="failures">How often it had failed before, from 0.</param>
    public static TimeSpan After(int failures) =>
        TimeSpan.FromSeconds(Math.Min(First * Math.Pow(2, failures), Longest.TotalSeconds));
}
