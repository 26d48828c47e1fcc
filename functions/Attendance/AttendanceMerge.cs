using NodaTime;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Attendance;

/// <summary>Puts the reports of a meeting together.</summary>
public static class AttendanceMerge
{
    /// <summary>
    /// Whole minutes by address, over all presences: intervals that overlap (two devices, two reports of one session)
    /// count once. A record without an address counts for the address that its identity has in another one. Hosts are
    /// left out.
    /// </summary>
    public static IReadOnlyDictionary<string, int> Minutes(IReadOnlyList<Presence> presences, MeetingHosts hosts)
    {
        var known = AddressesByIdentity(presences);
        return presences.Where(presence => !hosts.Include(presence))
            .Select(
                presence => (Address: AddressOf(presence, known), presence.Intervals)).Where(presence => presence.Address is not null)
            .GroupBy(presence => presence.Address!, StringComparer.Ordinal)
            .ToDictionary(
                person => person.Key,
                person =>
                    (int)Math.Round(
                        Union(person.SelectMany(presence => presence.Intervals)).TotalMinutes,
                        MidpointRounding.AwayFromZero),
                StringComparer.Ordinal);
    }

    /// <summary>How many people were there of whom no record has an address; each record without an identity is one.</summary>
    public static int WithoutAddress(IReadOnlyList<Presence> presences, MeetingHosts hosts)
    {
        var known = AddressesByIdentity(presences);
        var nameless = presences.Where(presence => !hosts.Include(presence) && AddressOf(presence, known) is null)
            .ToList();
        return nameless.Count(presence => presence.ObjectId is null)
            + nameless.Select(presence => presence.ObjectId)
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Count();
    }

    private static Dictionary<string, string> AddressesByIdentity(IEnumerable<Presence> presences) =>
        presences.Where(presence => presence.ObjectId is not null && Normal(presence.Address) is not null)
            .GroupBy(presence => presence.ObjectId!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                person => person.Key,
                person => person.Select(presence => Normal(presence.Address)!).Min(StringComparer.Ordinal)!,
                StringComparer.OrdinalIgnoreCase);

    private static string? AddressOf(Presence presence, Dictionary<string, string> known) =>
        Normal(presence.Address) ?? (presence.ObjectId is { } identity ? known.GetValueOrDefault(identity) : null);

    private static string? Normal(string? address) =>
        string.IsNullOrWhiteSpace(address) ? null : MailAddress.Normalise(address);

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
