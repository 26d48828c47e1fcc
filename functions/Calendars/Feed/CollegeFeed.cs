using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Feed;

/// <summary>
/// A college's activities as an iCalendar feed (RFC 5545 and 7986), for those without Exchange. It is published, not sent: it
/// names nobody but who speaks. What was cancelled stays in it and says so. The same activities give the same bytes.
/// </summary>
internal static class CollegeFeed
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static string Write(College college, string programme, IReadOnlyList<FeedEntry> entries, Keyring keyring)
    {
        var known = entries.Where(entry => entry.Activity.Definition.Zone is not null)
            .OrderBy(entry => entry.Activity.Definition.StartsAt)
                .ThenBy(entry => entry.Activity.Id.ToString(), StringComparer.Ordinal)
                .ToList();
        var name = $"{programme}: {college.Definition.Name}";
        var writer = new IcsWriter()
            .Line("BEGIN", "VCALENDAR")
            .Line("VERSION", "2.0")
            .Line("PRODID", "-//Pathway//Pathway.Functions//EN")
            .Line("CALSCALE", "GREGORIAN")
            .Line("METHOD", "PUBLISH")
            .Text("NAME", name)
            .Text("X-WR-CALNAME", name)
            .Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
            .Line("X-PUBLISHED-TTL", "PT1H");
        var zones = known.GroupBy(entry => entry.Activity.Definition.TimeZone, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var zone in zones)
            IcsTimeZone.Write(
                writer,
                zone.First().Activity.Definition.Zone!,
                zone.Min(entry => entry.Activity.Definition.StartsAt),
                zone.Max(entry => entry.Activity.Definition.EndsAt));

        var key = keyring.DeriveLasting("calendar-uid", "", 1);
        foreach (var entry in known)
            Entries(writer, entry, key);
        return writer.Line("END", "VCALENDAR").ToString();
    }

    private static void Entries(IcsWriter writer, FeedEntry entry, byte[] key)
    {
        var definition = entry.Activity.Definition;
        var (start, end) = (definition.Start, definition.End);
        Meeting(writer, entry, key, start, end, one => FeedSeries.Write(one, definition));
        foreach (var moved in definition.Repeats?.Moved ?? [])
            Meeting(writer, entry, key, moved.Start, moved.End, one => FeedSeries.WriteMoved(one, definition, moved));

        foreach (var milestone in definition.Milestones)
        {
            Begin(writer, entry.Activity, milestone.Key, key)
                .Line("DTSTART;VALUE=DATE", Day.Format(milestone.Date)).Line(
                    "DTEND;VALUE=DATE", Day.Format(milestone.Date.PlusDays(1)))
                .Text("SUMMARY", MilestoneTitle.Write(milestone, definition));
            if (Links(entry) is { Length: > 0 } links)
                writer.Text("DESCRIPTION", links);
            writer.Line("TRANSP", "TRANSPARENT").Line("END", "VEVENT");
        }
    }

    private static void Meeting(
        IcsWriter writer, FeedEntry entry, byte[] key, LocalDateTime start, LocalDateTime end, Action<IcsWriter> series)
    {
        var (definition, zone) = (entry.Activity.Definition, entry.Activity.Definition.TimeZone);
        Begin(writer, entry.Activity, "", key)
            .Line($"DTSTART;TZID={zone}", Local.Format(start))
            .Line($"DTEND;TZID={zone}", Local.Format(end));
        series(writer);
        writer.Text("SUMMARY", definition.Title);
        if (Description(entry) is { Length: > 0 } description)
            writer.Text("DESCRIPTION", description);
        if (entry.JoinUrl is { } link)
            writer.Text("LOCATION", "Microsoft Teams").Line("URL", link);
        writer.Line("TRANSP", definition.Length > Duration.FromDays(1) ? "TRANSPARENT" : "OPAQUE");
        writer.Line("END", "VEVENT");
    }

    private static IcsWriter Begin(IcsWriter writer, Activity activity, string part, byte[] key) => writer
        .Line("BEGIN", "VEVENT")
        .Line(
            "UID",
            Base32.Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{activity.Id}/{part}")).AsSpan(0, 20)))
        .Line("DTSTAMP", Utc.Format(Instant.FromDateTimeOffset(activity.ChangedAt)))
        .Line("LAST-MODIFIED", Utc.Format(Instant.FromDateTimeOffset(activity.ChangedAt)))
        .Line("SEQUENCE", $"{activity.Version - 1}")
        .Line("STATUS", activity.IsCancelled ? "CANCELLED" : "CONFIRMED")
        .Text("CATEGORIES", activity.Definition.Kind.ToString());

    private static string Description(FeedEntry entry)
    {
        var definition = entry.Activity.Definition;
        IEnumerable<string> parts =
        [
            definition.Description,
            definition.Employer.Length > 0 ? $"With {definition.Employer}" : "",
            SpeakerWords.Line(definition.Speakers),
            entry.JoinUrl is { } link ? $"Join the meeting in Teams: {link}" : "",
            Links(entry),
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }

    private static string Links(FeedEntry entry) =>
        string.Join('\n', entry.Resources.Select(resource => $"{resource.Title}: {resource.Url}"));
}
