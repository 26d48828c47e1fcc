using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// The facts of one call, minimised: what waits in queue <c>facts</c> and what <c>RecordFacts</c> records exactly once.
/// </summary>
/// <param name="Id">Names the call in the log. It is stored: give nothing that could name a person.</param>
/// <param name="At">When it arrived; a call repeated later is a delivery of its own.</param>
public sealed record FactDelivery(
    CollegeId College, string Id, Dialect Dialect, DateTimeOffset At, IReadOnlyList<Fact> Facts)
{
    /// <summary>How often each field or verb was dropped, by name.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = System.Collections.Frozen.FrozenDictionary<string, int>.Empty;
}
