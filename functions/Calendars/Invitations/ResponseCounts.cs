using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>The answers to one event, by college: counts, never who. A speaker's answer is their own.</summary>
public sealed record ResponseCounts(IReadOnlyDictionary<string, Responses> Colleges)
{
    /// <summary>What each speaker answered, by <see cref="NameOf"/> their address.</summary>
    public IReadOnlyDictionary<string, string> Speakers { get; init; } = NoSpeakers;

    private static readonly Dictionary<string, string> NoSpeakers = new(StringComparer.Ordinal);

    public static ResponseCounts None { get; } = new(new Dictionary<string, Responses>(StringComparer.Ordinal));

    /// <summary>Counts the attendees that are guests of ours.</summary>
    public static ResponseCounts Count(IEnumerable<SeenAttendee> attendees, GuestList guests, AddressHash hash)
    {
        var known = attendees.Select(attendee => (Guest: guests.Find(hash.Compute(attendee.Address)), attendee.Response))
            .Where(pair => pair.Guest is not null)
            .ToList();
        var colleges = known.Where(pair => pair.Guest!.College is not null)
            .GroupBy(pair => pair.Guest!.College.ToString()!, pair => Answer(pair.Response, pair.Guest!.People), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Aggregate(Responses.Add), StringComparer.Ordinal);
        return new ResponseCounts(colleges)
        {
            Speakers = known.Where(pair => pair.Guest!.College is null)
                .DistinctBy(pair => pair.Guest!.Hash)
                .OrderBy(pair => pair.Guest!.Hash)
                .ToDictionary(pair => NameOf(pair.Guest!.Hash), pair => pair.Response, StringComparer.Ordinal),
        };
    }

    /// <summary>An address's keyed hash as text.</summary>
    public static string NameOf(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Everybody invited, before anything was heard of them.</summary>
    public static ResponseCounts NoneYet(AddressSet invited, GuestList guests) => new(
        invited.Select(guests.Find).OfType<Guest>()
            .Where(guest => guest.College is not null)
            .GroupBy(guest => guest.College.ToString()!, guest => guest.People, StringComparer.Ordinal)
            .ToDictionary(college => college.Key, college => new Responses(0, 0, 0, college.Sum()), StringComparer.Ordinal));

    /// <summary>These, or before anything was heard everybody invited.</summary>
    public ResponseCounts OrNoneYet(AddressSet invited, GuestList guests) =>
        Colleges.Count > 0 ? this : NoneYet(invited, guests);

    public static ResponseCounts Sum(IEnumerable<ResponseCounts> counts) => new(
        counts.SelectMany(count => count.Colleges)
            .GroupBy(college => college.Key, college => college.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Aggregate(Responses.Add), StringComparer.Ordinal))
    {
        // Somebody who was moved to another event is there with the newer answer behind.
        Speakers = counts.SelectMany(count => count.Speakers)
            .GroupBy(speaker => speaker.Key, speaker => speaker.Value, StringComparer.Ordinal)
            .ToDictionary(answers => answers.Key, answers => answers.Last(), StringComparer.Ordinal),
    };

    public static ResponseCounts Read(TableEntity row) =>
        new(JsonSerializer.Deserialize<Dictionary<string, Responses>>(row.GetBinary("Colleges") ?? [], PathwayJson.Plain)!)
        {
            Speakers = row.GetBinary("Speakers") is { } speakers
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(speakers, PathwayJson.Plain)!
                : NoSpeakers,
        };

    public TableEntity ToRow(string partition, string row) => new(partition, row)
    {
        ["Colleges"] = JsonSerializer.SerializeToUtf8Bytes(Colleges, PathwayJson.Plain),
        ["Speakers"] = Speakers.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(Speakers, PathwayJson.Plain),
    };

    private static Responses Answer(string response, int people) => response switch
    {
        "accepted" => new(people, 0, 0, 0),
        "declined" => new(0, people, 0, 0),
        "tentativelyAccepted" => new(0, 0, people, 0),
        _ => new(0, 0, 0, people),
    };
}
