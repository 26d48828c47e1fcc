using System.Text.RegularExpressions;
using NodaTime;
using Pathway.Functions.Activities;
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

    /// <summary>
    /// The zone it repeats or was made in, however Outlook or a phone names it; London's where nobody knows the name.
    /// </summary>
    public static DateTimeZone ZoneOf(SeenEvent seen) => seen.SeriesZone
        ?? (ZoneNames.Find(seen.OriginalTimeZone) is { } name ? DateTimeZoneProviders.Tzdb[name] : LondonClock.London);

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotSlug();
}
