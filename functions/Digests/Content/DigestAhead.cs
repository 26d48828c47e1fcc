using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Content;

/// <summary>What is coming: activities and milestones on the college's own clock.</summary>
public static class DigestAhead
{
    /// <summary>For a college, or for the whole programme where it is null.</summary>
    public static IEnumerable<ComingItem> For(DigestMaterial material, College? college, int days)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(
            college?.Definition.TimeZone ?? CollegeDefinition.DefaultTimeZone)
            ?? LondonClock.London;
        var (first, last) = (material.Now, material.Now + Duration.FromDays(days));
        return material.Activities.Values
            .Where(
                activity => !activity.IsCancelled && (college is null || activity.Definition.Audience.Includes(college.Id)))
            .SelectMany(activity => Items(activity, material.Invitations.GetValueOrDefault(activity.Id), college, zone))
            .Where(item => item.At >= first && item.At <= last)
            .OrderBy(item => item.At).ThenBy(item => item.Coming.Title, StringComparer.Ordinal)
            .Select(item => item.Coming);
    }

    /// <summary>Whether the activity itself starts within so many days, or any date of it.</summary>
    public static bool IsNear(Activity activity, Instant now, int days) =>
        activity.Definition.Occurrences().Select(occurrence => WallClock.At(occurrence.Start, activity.Definition.Zone))
            .Any(start => start >= now && start <= now + Duration.FromDays(days));

    private static IEnumerable<(Instant At, ComingItem Coming)> Items(
        Activity activity, UpcomingInvitations? invitations, College? college, DateTimeZone zone)
    {
        var definition = activity.Definition;
        foreach (var occurrence in definition.Occurrences())
        {
            var starts = WallClock.At(occurrence.Start, definition.Zone);
            var (kind, local) = (DigestMaterial.Word(definition.Kind), starts.InZone(zone).LocalDateTime);
            yield return (starts, new ComingItem(definition.Title, kind, local, HasTime: true, zone.Id)
            {
                Employer = definition.Employer,
                Speakers = SpeakerWords.Names(definition.Speakers),
                JoinUrl = invitations?.JoinUrl,
                Responses = Answers(invitations?.Responses, college),
            });
        }

        foreach (var milestone in definition.Milestones)
        {
            var local = milestone.Date + (milestone.Time ?? LocalTime.Midnight);
            var at = WallClock.At(
                milestone.Time is null ? milestone.Date.PlusDays(1).AtMidnight().PlusSeconds(-1) : local,
                definition.Zone);
            var coming = new ComingItem(
                $"{milestone.Title}: {definition.Title}",
                $"milestone of the {DigestMaterial.Word(definition.Kind)}",
                milestone.Time is null ? local : at.InZone(zone).LocalDateTime,
                milestone.Time is not null,
                zone.Id);
            yield return (at, coming);
        }
    }

    /// <summary>A college's own answers, or everybody's.</summary>
    private static ComingResponses? Answers(ResponseCounts? counts, College? college)
    {
        var mine = counts?.Colleges.Where(pair => college is null || pair.Key == college.Id.ToString())
            .Select(pair => pair.Value)
            .ToList();
        return mine is { Count: > 0 } && mine.Aggregate(Responses.Add) is var sum
            ? new ComingResponses(sum.Accepted, sum.Tentative, sum.Declined, sum.None)
            : null;
    }
}
