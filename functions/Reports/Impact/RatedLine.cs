using System.Text.Json.Serialization;

namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// A line of what learners rate: an activity, or all of them together. The other tables tell no ratings: a college's, laid beside
/// those of the activities, would be one more way to single out the few who rated one.
/// </summary>
public sealed record RatedLine(
    string Key, string Name, long? Learners, long? Encounters, double? Hours, long? Before = null)
    : ImpactLine(Key, Name, Learners, Encounters, Hours, Before)
{
    public RatedLine(ImpactLine line)
        : this(line.Key, line.Name, line.Learners, line.Encounters, line.Hours, line.Before)
    {
    }

    /// <summary>Learners' ratings from 1 to 5: how many. Zero where nobody gave one, null where few did.</summary>
    [JsonPropertyOrder(1)]
    public long? Ratings { get; init; } = 0;

    /// <summary>What they gave on average.</summary>
    [JsonPropertyOrder(1)]
    public double? Rating { get; init; }
}
