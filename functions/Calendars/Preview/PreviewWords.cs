using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

internal static class PreviewWords
{
    /// <summary>What one college sees of it, on its own clock.</summary>
    public static string Sees(Activity next, College college, MailCount mails, bool isInvited, BritishDates dates)
    {
        if (!isInvited)
            return mails.Cancel > 0 ? "The invitation is cancelled." : "Nothing: nobody was invited.";
        var what = What(next.Definition, college, dates);
        return mails.Total > 0 ? what
            : college.Definition.Audience.Count == 0 ? $"{what} Nobody of this college is invited, for it named no address."
            : $"{what} Nothing changes for them.";
    }

    /// <summary>Why nobody is mailed, or not everybody.</summary>
    public static IEnumerable<string> Reasons(
        IReadOnlyList<InvitationPlan> plans, IReadOnlyList<Invitation> known, Activity next, bool isOver)
    {
        if (isOver)
            yield return "It is over, so nobody is mailed.";
        if (!isOver && !next.IsCancelled && plans.All(plan => plan.Members.Count == 0))
            yield return "No college of its audience has anybody to invite.";
        if (known.Any(invitation => invitation.IsMissing))
            yield return "Its event was deleted in Outlook: restore it first, or nobody hears of the change.";
        if (known.Any(invitation => invitation is { HasEvent: true, Guests: > 0 }))
            yield return "People whom somebody invited by hand in Outlook hear of it too; they are not counted here.";
        if (next.IsCancelled)
            yield break;
        foreach (var address in known.SelectMany(invitation => invitation.Refused).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return $"Exchange refused {address}; saving tries it again.";
    }

    private static string What(ActivityDefinition definition, College college, BritishDates dates)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(college.Definition.TimeZone) ?? LondonClock.London;
        var end = (definition.StartsAt + definition.Length).InZone(zone).LocalDateTime;
        var start = definition.StartsAt.InZone(zone).LocalDateTime;
        var clock = zone.Id == LondonClock.London.Id ? "" : $" ({zone.Id})";
        var place = definition.Online ? ", in Teams" : "";
        var milestones = definition.Milestones.Count switch
        {
            0 => "",
            1 => ", and 1 milestone",
            var count => $", and {count} milestones",
        };
        var series = definition.Repeats is null
            ? ""
            : $", {definition.Occurrences().Count()} times until {dates.Day(definition.EndsAt.InZone(zone).Date)}";
        return $"{definition.Title}: {dates.Span(start, end)}{clock}{series}{place}{milestones}.";
    }
}
