using NodaTime;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Attendance;

/// <summary>Puts the reports of a meeting together.</summary>
public static class AttendanceMerge
{
    /// <summary>
    /// Whole minutes by address, over all presences: intervals that overlap (two devices, two reports of one session) count once.
    /// Organisers and presenters are left out; so is who has no address.
    /// </summary>
    public static IReadOnlyDictionary<string, int> Minutes(IEnumerable<Presence> presences) =>
        presences.Where(presence => !presence.IsHost && !string.IsNullOrWhiteSpace(presence.Address))
            .GroupBy(presence => MailAddress.Normalise(presence.Address!), StringComparer.Ordinal)
            .ToDictionary(
                person => person.Key,
                person => (int)Math.Round(Union(person.SelectMany(presence => presence.Intervals)).TotalMinutes, MidpointRounding.AwayFromZero),
                StringComparer.Ordinal);

    /// <summary>How long at least one of the intervals lasts.</summary>
    public static Duration Union(IEnumerable<Interval> intervals)
    {
        var (total, until) = (Duration.Zero, Instant.MinValue);
        foreach (var interval in intervals.OrderBy(interval => interval.Start))
        {
            if (interval.End <= until)
                continue;
            total += interval.End - (interval.Start > until ? interval.Start : until);
            until = interval.End;
        }

        return total;
    }
}
