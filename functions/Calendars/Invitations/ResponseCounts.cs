using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>The answers to one event, by college: counts, never who.</summary>
public sealed record ResponseCounts(IReadOnlyDictionary<string, Responses> Colleges)
{
    public static ResponseCounts None { get; } = new(new Dictionary<string, Responses>(StringComparer.Ordinal));

    /// <summary>Counts the attendees that are guests of ours.</summary>
    public static ResponseCounts Count(IEnumerable<SeenAttendee> attendees, GuestList guests, AddressHash hash) => new(
        attendees
            .Select(attendee => (Guest: guests.Find(hash.Compute(attendee.Address)), attendee.Response))
            .Where(pair => pair.Guest is not null)
            .GroupBy(pair => pair.Guest!.College.ToString(), pair => One(pair.Response), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Aggregate(Responses.Add), StringComparer.Ordinal));

    /// <summary>Everybody invited, before anything was heard of them.</summary>
    public static ResponseCounts NoneYet(AddressSet invited, GuestList guests) => new(
        invited.Select(guests.Find).OfType<Guest>()
            .CountBy(guest => guest.College.ToString(), StringComparer.Ordinal)
            .ToDictionary(college => college.Key, college => new Responses(0, 0, 0, college.Value), StringComparer.Ordinal));

    /// <summary>These, or before anything was heard everybody invited.</summary>
    public ResponseCounts OrNoneYet(AddressSet invited, GuestList guests) =>
        Colleges.Count > 0 ? this : NoneYet(invited, guests);

    public static ResponseCounts Sum(IEnumerable<ResponseCounts> counts) => new(
        counts.SelectMany(count => count.Colleges)
            .GroupBy(college => college.Key, college => college.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Aggregate(Responses.Add), StringComparer.Ordinal));

    public static ResponseCounts Read(TableEntity row) =>
        new(JsonSerializer.Deserialize<Dictionary<string, Responses>>(row.GetBinary("Colleges") ?? [], PathwayJson.Plain)!);

    public TableEntity ToRow(string partition, string row) =>
        new(partition, row) { ["Colleges"] = JsonSerializer.SerializeToUtf8Bytes(Colleges, PathwayJson.Plain) };

    private static Responses One(string response) => response switch
    {
        "accepted" => new(1, 0, 0, 0),
        "declined" => new(0, 1, 0, 0),
        "tentativelyAccepted" => new(0, 0, 1, 0),
        _ => new(0, 0, 0, 1),
    };
}
