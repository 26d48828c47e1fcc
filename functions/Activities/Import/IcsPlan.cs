using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Reads a term's plan from a calendar: each VEVENT is an activity. Its category says whether it is a project or a competition,
/// and a place named Teams or online that it is held there. What repeats is refused: an activity is one thing on one day.
/// </summary>
internal static class IcsPlan
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    // The fields that a property of the file fills.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["title"] = "SUMMARY",
        ["description"] = "DESCRIPTION",
        ["start"] = "DTSTART",
        ["end"] = "DTEND",
        ["timeZone"] = "DTSTART",
        ["id"] = "UID",
        ["kind"] = "CATEGORIES",
    };

    /// <param name="today">Times far from it are left as they stand, for validation to refuse.</param>
    public static ImportFile Read(string text, LocalDate today)
    {
        var faults = new List<Fault>();
        var entries = new List<ImportEntry>();
        List<IcsLine>? inside = null;
        var depth = 0;
        foreach (var line in IcsText.Read(text, faults))
        {
            if (line.Name == "BEGIN" && inside is not null)
                depth++;
            else if (line.Name == "BEGIN" && line.Says("VEVENT"))
                inside = [line];
            else if (line.Name == "END" && inside is not null && depth > 0)
                depth--;
            else if (line.Name == "END" && line.Says("VEVENT") && inside is not null)
            {
                entries.Add(Entry(inside, today, faults));
                inside = null;
            }
            else if (depth == 0)
                inside?.Add(line);
        }

        if (inside is not null)
            faults.Add(new Fault("", "begins and does not end.", inside[0].Number, "VEVENT"));
        if (entries.Count == 0 && faults.Count == 0)
            faults.Add(new Fault("", "The file holds no VEVENT.", 1));
        return new ImportFile(entries, faults);
    }

    private static ImportEntry Entry(List<IcsLine> lines, LocalDate today, List<Fault> faults)
    {
        foreach (var repeats in lines.Where(line => line.Name is "RRULE" or "RDATE" or "RECURRENCE-ID"))
            faults.Add(new Fault("", "repeats: put each of its dates in as an activity of its own.", repeats.Number, repeats.Name));
        if (Find("STATUS") is { } status && status.Says("CANCELLED"))
            faults.Add(new Fault("", "is cancelled: take it out of the file, or DELETE the activity.", status.Number, "STATUS"));

        var zone = ZoneOf(Find("DTSTART")?.Zone);
        if (Find("DTEND") is { Zone: { } endZone } ends && endZone != Find("DTSTART")?.Zone && ZoneOf(endZone) is null)
            faults.Add(new Fault("/timeZone", ActivityRequest.UnknownZone, ends.Number, "DTEND"));
        var start = Time(Find("DTSTART"), zone, today);
        var end = Find("DTEND") is { } until ? Time(until, zone, today) : Find("DURATION") is { } lasts ? Plus(start, lasts, today, faults) : null;
        var categories = string.Join(',', lines.Where(line => line.Name == "CATEGORIES").Select(line => line.Text));
        var request = new ActivityRequest(
            null, null, KindOf(categories), Find("SUMMARY")?.Text, Find("DESCRIPTION")?.Text, null, start, end, zone ?? Find("DTSTART")?.Zone,
            IsOnline(Find("LOCATION")?.Text), null, null, null, null);
        var fields = Fields.Where(field => Find(field.Value) is not null).ToDictionary(field => field.Key, field => (Find(field.Value)!.Number, field.Value), StringComparer.Ordinal);
        return new ImportEntry(Find("UID") is { } uid ? IdOf(uid.Value) : ImportIds.Of(request), request, lines[0].Number, fields)
        {
            IsEndTold = end is null && start is not null && Find("DURATION") is not null,
        };

        IcsLine? Find(string name) => lines.Find(line => line.Name == name);
    }

    /// <summary>On the clock of the event's zone; a time in another zone is converted into it. What cannot be read stays for validation to refuse.</summary>
    private static string? Time(IcsLine? line, string? zone, LocalDate today)
    {
        if (line is null)
            return null;
        var text = line.Value.ToUpperInvariant();
        if (Local.Parse(text.TrimEnd('Z')) is not { Success: true, Value: var local })
            return line.Value;
        if (!WallClock.IsPlausible(local.Date, today))
            return LocalDateTimePattern.GeneralIso.Format(local);
        var there = DateTimeZoneProviders.Tzdb[zone ?? ActivityRequest.DefaultTimeZone];
        var own = text.EndsWith('Z') ? DateTimeZone.Utc : ZoneOf(line.Zone) is { } name ? DateTimeZoneProviders.Tzdb[name] : there;
        return LocalDateTimePattern.GeneralIso.Format(own.Id == there.Id ? local : WallClock.At(local, own).InZone(there).LocalDateTime);
    }

    private static string? Plus(string? start, IcsLine duration, LocalDate today, List<Fault> faults)
    {
        if (LocalDateTimePattern.GeneralIso.Parse(start ?? "") is not { Success: true, Value: var from } || !WallClock.IsPlausible(from.Date, today))
            return null;
        var lasts = IcsText.Seconds(duration.Value);
        if (lasts <= ActivityRequest.MaxDuration.TotalSeconds)
            return LocalDateTimePattern.GeneralIso.Format(from.PlusSeconds(lasts.Value));
        var reason = lasts is null ? "is not a duration, such as PT1H30M or P1W." : ActivityRequest.TooLong;
        faults.Add(new Fault("/end", reason, duration.Number, "DURATION"));
        return null;
    }

    /// <summary>An IANA name, or Windows' name of a zone as Outlook writes it; none is London's. Null when nobody knows it.</summary>
    private static string? ZoneOf(string? name)
    {
        if (name is null)
            return ActivityRequest.DefaultTimeZone;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone)
            return zone.Id;
        return TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var iana) ? iana : null;
    }

    private static string KindOf(string categories) =>
        categories.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(category => category is "project" or "competition") ?? "masterclass";

    private static bool IsOnline(string? place) =>
        place is not null && (place.Contains("Teams", StringComparison.OrdinalIgnoreCase) || place.Contains("online", StringComparison.OrdinalIgnoreCase));

    /// <summary>The same UID is the same activity, whatever became of its title.</summary>
    private static string IdOf(string uid) => $"ics-{Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(uid)).AsSpan(0, 10))}";
}
