namespace Pathway.GraphSimulator.Protocol;

/// <summary>
/// What befalls the nth request under a seed: the same for the same seed and order, whatever the requests are.
/// </summary>
internal sealed class Chance(int seed)
{
    private long requests;
    private long answers;

    /// <param name="Throttle">Below the mode's percentage the request is throttled.</param>
    /// <param name="ServerError">Below the mode's percentage it fails before anything changed.</param>
    /// <param name="Conflict">Below the mode's percentage a change without <c>If-Match</c> meets another.</param>
    /// <param name="Either">Which of two ways a failure takes.</param>
    internal sealed record Fate(double Throttle, double ServerError, double Conflict, bool Either);

    /// <summary>One draw a request, batch items included.</summary>
    public Fate Next()
    {
        var request = (ulong)Interlocked.Increment(ref requests);
        return new Fate(
            Percent(request, purpose: 1),
            Percent(request, purpose: 2),
            Percent(request, purpose: 5),
            Percent(request, purpose: 3) < 50);
    }

    /// <summary>One draw a change that was kept.</summary>
    public bool Drops(double percent) => Percent((ulong)Interlocked.Increment(ref answers), purpose: 4) < percent;

    private double Percent(ulong request, ulong purpose) =>
        (Mix(Mix((ulong)(uint)seed ^ (purpose << 40)) + request) >> 11) * (100.0 / (1UL << 53));

    // SplitMix64's finaliser (Steele, Lea, Flood 2014): a counter is all the state it needs.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
