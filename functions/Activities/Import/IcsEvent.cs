using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// One VEVENT as an activity. Its category says whether it is a project or a competition, and a place named Teams or
/// online that it is held there.
/// </summary>
/// <param name="overrides">The changed dates of the same series, each a VEVENT of its own.</param>
internal sealed class IcsEvent(
    IReadOnlyList<IcsLine> lines, IReadOnlyList<IReadOnlyList<IcsLine>> overrides, IcsZones zones, LocalDate today, FaultTally faults)
{
    private const string AllDayNote = "is for whole days in the file: give it times if it has any.";
    private const string EndlessNote = "has no end in the file: an hour is taken.";

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDateTimePattern Short = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmm");
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

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
        ["repeats"] = "RRULE",
    };

    private readonly List<string> notes = [];
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private bool allDay;

    public ImportEntry Read()
    {
        Refuse();
        var (begins, ends) = (Find("DTSTART"), Find("DTEND"));
        var zone = ZoneOf(begins);

        // What repeats in UTC does not follow the clocks of any place.
        if (begins is not null && Find("RRULE") is not null && IsUtc(begins.Value))
            zone = "Etc/UTC";
        if (ends is { Zone: { } endZone }
            && endZone != begins?.Zone
            && ZoneOf(ends) is null
            && zones.Own(endZone, default) is null)
            faults.Add(new Fault("/timeZone", ActivityRequest.UnknownZone, ends.Number, "DTEND"));

        // A clock that only the file knows: the moment is right on the programme's own.
        var isOwn = zone is null && begins is not null && zones.Own(begins.Zone, default) is not null;
        if (isOwn)
            notes.Add($"is on a clock of the file's own: its times are those of {zones.Default}.");
        zone ??= isOwn ? zones.Default : null;
        var (start, end) = begins is { IsDay: true } && ends is null or { IsDay: true }
            ? Days(begins!, ends)
            : Times(begins, ends, zone);
        var series = new IcsSeries(lines, overrides, line => Moment(line, zone), faults);
        var categories = string.Join(',', lines.Where(line => line.Name == "CATEGORIES").Select(line => line.Text));
        var request = new ActivityRequest(
            null,
            null,
            KindOf(categories),
            Text.OneLine(Find("SUMMARY")?.Text),
            Find("DESCRIPTION")?.Text,
            null,
            start,
            end,
            zone ?? begins?.Zone,
            IsOnline(Find("LOCATION")?.Text),
            null,
            null,
            null,
            null)
        { Repeats = series.Read() };
        var fields = Fields.Where(field => Find(field.Value) is not null)
            .ToDictionary(
                field => field.Key, field => (Find(field.Value)!.Number, field.Value), StringComparer.Ordinal);
        return new ImportEntry(
            Find("UID") is { } uid ? IdOf(uid.Value) : ImportIds.For(request),
            request,
            lines[0].Number,
            fields)
        { Told = told, Notes = notes, AllDay = allDay };
    }

    private void Refuse()
    {
        foreach (var orphan in lines.Where(line => line.Name == "RECURRENCE-ID"))
            faults.Add(
                new Fault("", "is one date of a series that is not in the file: save the whole series.", orphan.Number, orphan.Name));
        if (Find("STATUS") is { } status && status.Says("CANCELLED"))
            faults.Add(
                new Fault("", "is cancelled: take it out of the file, or DELETE the activity.", status.Number, "STATUS"));
        foreach (var coded in lines.Where(line => line.Parameters.GetValueOrDefault("ENCODING") is { } encoding
            && encoding.Equals("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase)))
            faults.Add(new Fault(
                "",
                "is written as quoted-printable, as vCalendar 1.0 has it: save the calendar as iCalendar (.ics).",
                coded.Number,
                coded.Name));
    }

    private IcsLine? Find(string name) => lines.FirstOrDefault(line => line.Name == name);

    private string? ZoneOf(IcsLine? line) => zones.Find(line?.Zone, YearOf(line));

    private int YearOf(IcsLine? line) =>
        line is not null && Parse(line.Value) is { } time && WallClock.IsPlausible(time.Date, today)
            ? time.Year
            : today.Year;

    /// <summary>
    /// Whole days, the last one not among them (RFC 5545, section 3.6.1). Some programs name the same day twice.
    /// </summary>
    private (string? Start, string? End) Days(IcsLine begins, IcsLine? ends)
    {
        if (Day.Parse(begins.Value.Trim()) is not { Success: true, Value: var first }
            || !WallClock.IsPlausible(first, today))
            return (begins.Value, Untold());
        allDay = true;
        notes.Add(AllDayNote);
        var last = ends is not null && Day.Parse(ends.Value.Trim()) is { Success: true, Value: var until }
            ? until
            : first.PlusDays(1);
        if (ends is null && Find("DURATION") is { } lasts && SecondsOf(lasts) is { } seconds)
            last = first.PlusDays((int)Math.Max(1, seconds / 86_400));
        return (Iso(first.AtMidnight()), told.Contains("end") ? null : Iso((last == first ? first.PlusDays(1) : last).AtMidnight()));
    }

    private (string? Start, string? End) Times(IcsLine? begins, IcsLine? ends, string? zone)
    {
        var start = Time(begins, zone);
        var end = Time(ends, zone);
        if (LocalDateTimePattern.GeneralIso.Parse(start ?? "") is not { Success: true, Value: var from }
            || !WallClock.IsPlausible(from.Date, today))
            return (start, ends is null ? Untold() : end);
        if (ends is not null && end != start)
            return (start, end);
        if (ends is null && Find("DURATION") is { } lasts)
        {
            var seconds = SecondsOf(lasts);
            if (seconds is null or > 0)
                return (start, seconds is null ? null : Iso(from.PlusSeconds(seconds.Value)));
        }

        // RFC 5545 has moments, too; nobody can be invited to one.
        notes.Add(EndlessNote);
        return (start, Iso(from.PlusHours(1)));
    }

    // Of a start that cannot be read the end is not what to complain of.
    private string? Untold()
    {
        told.Add("end");
        return null;
    }

    private long? SecondsOf(IcsLine lasts)
    {
        var seconds = IcsDuration.Seconds(lasts.Value);
        if (seconds <= ActivityRequest.MaxDuration.TotalSeconds)
            return seconds;
        told.Add("end");
        faults.Add(new Fault(
            "/end",
            seconds is null ? "is not a duration, such as PT1H30M or P1W." : ActivityRequest.TooLong,
            lasts.Number,
            "DURATION"));
        return null;
    }

    /// <summary>
    /// On the clock of the event's zone; a time in another zone is converted into it. What cannot be read stays for
    /// validation to refuse.
    /// </summary>
    private string? Time(IcsLine? line, string? zone)
    {
        if (line is null || Parse(line.Value) is not { } local)
            return line?.Value;
        if (!WallClock.IsPlausible(local.Date, today))
            return Iso(local);
        var there = DateTimeZoneProviders.Tzdb[zone ?? zones.Default];
        var own = IsUtc(line.Value) ? DateTimeZone.Utc : zones
            .Find(line.Zone, local.Year) is { } name ? DateTimeZoneProviders.Tzdb[name] : zones
            .Own(line.Zone, local)
            ?? there;
        return Iso(own.Id == there.Id ? local : WallClock.At(local, own).InZone(there).LocalDateTime);
    }

    private LocalDateTime? Moment(IcsLine? line, string? zone) =>
        line is not null && LocalDateTimePattern.GeneralIso.Parse(Time(line, zone) ?? "") is { Success: true, Value: var time }
            ? time
            : null;

    private static LocalDateTime? Parse(string value)
    {
        var text = value.Trim().ToUpperInvariant().TrimEnd('Z');
        if (Local.Parse(text) is { Success: true, Value: var local })
            return local;
        return Short.Parse(text) is { Success: true, Value: var toTheMinute } ? toTheMinute : null;
    }

    private static bool IsUtc(string value) => value.TrimEnd().EndsWith('Z') || value.TrimEnd().EndsWith('z');

    private static string Iso(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);

    private static string KindOf(string categories) =>
        categories.ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(category => category is "project" or "competition")
            ?? "masterclass";

    private static bool IsOnline(string? place) =>
        place is not null
            && (place.Contains("Teams", StringComparison.OrdinalIgnoreCase)
                || place.Contains("online", StringComparison.OrdinalIgnoreCase));

    /// <summary>The same UID is the same activity, whatever became of its title.</summary>
    private static string IdOf(string uid) =>
        $"ics-{Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(uid)).AsSpan(0, 10))}";
}
