using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>What an event made in Outlook is called here, and in which zone it is.</summary>
internal static partial class AdoptedEvent
{
    /// <summary>The title as a slug and a few letters of the event's id: the same however often it is seen.</summary>
    public static ActivityId IdOf(SeenEvent seen)
    {
        var slug = NotSlug().Replace(seen.Subject.ToLowerInvariant(), "-").Trim('-');
        var tail = HashId.From(seen.Id, 5);
        return ActivityId.Parse(
            $"{(slug.Length > 50 ? slug[..50] : slug)}-{tail}".Trim('-').Replace("--", "-", StringComparison.Ordinal));
    }

    /// <summary>The zone it repeats or was made in, which Outlook names as Windows does.</summary>
    public static DateTimeZone ZoneOf(SeenEvent seen)
    {
        if (seen.SeriesZone is { } home)
            return home;
        var name = seen.OriginalTimeZone ?? "";
        var isWindows = TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var iana);
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(isWindows ? iana! : name) ?? LondonClock.London;
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotSlug();
}
