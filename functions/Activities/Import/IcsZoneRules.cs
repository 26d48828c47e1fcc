using NodaTime;
using NodaTime.TimeZones;

namespace Pathway.Functions.Activities.Import;

/// <summary>What a file's VTIMEZONE says of a clock, and which IANA zone has the same one.</summary>
internal sealed class IcsZoneRules(IReadOnlyList<IcsObservance> observances)
{
    // The first that agrees is taken: where several do, the best known.
    private static readonly string[] Candidates =
    [
        .. new[]
        {
            ActivityRequest.DefaultTimeZone, "Etc/UTC", "Europe/Berlin",
            "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
            "Asia/Calcutta", "Australia/Sydney",
        }
        .Concat(TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Values.Order(StringComparer.Ordinal))
        .Distinct(StringComparer.Ordinal),
    ];

    private readonly Dictionary<int, string?> zones = [];
    private readonly Dictionary<int, List<(LocalDateTime At, IcsObservance To)>> years = [];

    /// <summary>Whether the clock changes in the course of a year.</summary>
    public bool Changes => observances.Select(observance => observance.To).Distinct().Skip(1).Any();

    public Offset OffsetAt(LocalDateTime time)
    {
        if (!years.TryGetValue(time.Year, out var changes))
        {
            var before = observances.Select(observance => (At: observance.LastBefore(time.Year), To: observance))
                .Where(change => change.At is not null)
                .Select(change => (change.At!.Value, change.To));
            years[time.Year] = changes =
            [
                .. before.Concat(
                    observances.SelectMany(observance => observance.Onsets(time.Year).Select(onset => (onset, observance))))
                    .OrderBy(change => change.Item1),
            ];
        }

        var begun = changes.FindLast(change => change.At <= time);
        return begun.To?.To ?? observances.MinBy(observance => observance.First)!.From;
    }

    /// <summary>An IANA zone whose clock shows the same on every day from the first year to the last; null for none.</summary>
    public string? ZoneIn(int year)
    {
        if (!zones.TryGetValue(year, out var zone))
        {
            var days = Enumerable.Range(0, 366)
                .Select(day => new LocalDateTime(year, 1, 1, 12, 0).PlusDays(day))
                .Where(noon => noon.Year == year)
                .Select(noon => (noon, OffsetAt(noon)))
                .ToList();
            zones[year] = zone = Candidates.FirstOrDefault(id =>
                DateTimeZoneProviders.Tzdb[id] is var there
                && days.TrueForAll(day => there.AtLeniently(day.noon).Offset == day.Item2));
        }

        return zone;
    }
}
