using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>The answers to one event, by college: counts, never who. A speaker's answer is their own.</summary>
public sealed record ResponseCounts(IReadOnlyDictionary<string, Responses> Colleges)
{
    /// <summary>What each speaker answered, by <see cref="NameOf"/> their address.</summary>
    public IReadOnlyDictionary<string, string> Speakers { get; init; } = NoSpeakers;

    /// <summary>Of a series, the answers to dates that have others than the whole, by the date that the series has for them.</summary>
    public IReadOnlyDictionary<LocalDate, IReadOnlyDictionary<string, Responses>> Dates { get; init; } = NoDates;

    private static readonly Dictionary<LocalDate, IReadOnlyDictionary<string, Responses>> NoDates = [];

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

    /// <summary>
    /// Answers to single dates that are not those to the whole, of all parts of a series together; null where there are none.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Responses>>? ByDate(IReadOnlyList<ResponseCounts> parts)
    {
        var whole = Sum(parts).Colleges;
        var dates = parts.SelectMany(part => part.Dates.Keys).Distinct().Order().ToDictionary(
            LocalDatePattern.Iso.Format,
            IReadOnlyDictionary<string, Responses> (date) =>
                Sum(parts.Select(part => new ResponseCounts(part.Dates.GetValueOrDefault(date, part.Colleges)))).Colleges
                .Where(college => whole.GetValueOrDefault(college.Key) != college.Value)
                .ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal);
        return dates.Count == 0 ? null : dates;
    }

    public static ResponseCounts Read(TableEntity row) =>
        new(Read<Dictionary<string, Responses>>(row, "Colleges") ?? None.Colleges)
        {
            Speakers = Read<Dictionary<string, string>>(row, "Speakers") ?? NoSpeakers,
            Dates = (Read<Dictionary<string, Dictionary<string, Responses>>>(row, "Dates") ?? [])
                .ToDictionary(
                    date => LocalDatePattern.Iso.Parse(date.Key).GetValueOrThrow(),
                    IReadOnlyDictionary<string, Responses> (date) => date.Value),
        };

    /// <summary>The row's part that <see cref="Dates"/> are; the rest of it stays as it is.</summary>
    public static TableEntity DatesRow(
        string partition, string row, IReadOnlyDictionary<LocalDate, IReadOnlyDictionary<string, Responses>> dates) =>
        new(partition, row)
        {
            ["Dates"] = JsonSerializer.SerializeToUtf8Bytes(
                dates.OrderBy(date => date.Key).ToDictionary(
                    date => LocalDatePattern.Iso.Format(date.Key), date => date.Value, StringComparer.Ordinal),
                PathwayJson.Plain),
        };

    /// <summary>Without <see cref="Dates"/>, which are written apart.</summary>
    public TableEntity ToRow(string partition, string row) => new(partition, row)
    {
        ["Colleges"] = JsonSerializer.SerializeToUtf8Bytes(Colleges, PathwayJson.Plain),
        ["Speakers"] = JsonSerializer.SerializeToUtf8Bytes(Speakers, PathwayJson.Plain),
    };

    private static T? Read<T>(TableEntity row, string name)
        where T : class => row.GetBinary(name) is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json, PathwayJson.Plain) : null;

    private static Responses Answer(string response, int people) => response switch
    {
        "accepted" => new(people, 0, 0, 0),
        "declined" => new(0, people, 0, 0),
        "tentativelyAccepted" => new(0, 0, people, 0),
        _ => new(0, 0, 0, people),
    };
}
