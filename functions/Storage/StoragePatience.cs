namespace Pathway.Functions.Storage;

/// <summary>
/// How long storage may keep a caller waiting: while somebody waits for an HTTP answer, a storage call has ten
/// seconds with all its tries, so that the answer comes within fifteen. A queue or a timer has nobody waiting, and
/// the patience of the client's own options.
/// </summary>
public static class StoragePatience
{
    /// <summary>Of one storage call, all its tries together.</summary>
    public static readonly TimeSpan OfCallers = TimeSpan.FromSeconds(10);

    private static readonly AsyncLocal<TimeSpan?> Limit = new();

    /// <summary>What a storage call may take where this is asked; null without a caller who waits.</summary>
    public static TimeSpan? Current => Limit.Value;

    /// <summary>From here on, in this asynchronous flow, somebody waits.</summary>
    public static void Begin() => Begin(OfCallers);

    /// <summary>The same for somebody who waits less.</summary>
    public static void Begin(TimeSpan patience) => Limit.Value = patience;
}
