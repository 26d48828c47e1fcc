using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

internal static class PreviewWords
{
    public static string Sees(Activity next, College college, MailCount mails, bool isInvited, BritishDates dates)
    {
        if (!isInvited)
            return mails.Cancel > 0 ? "The invitation is cancelled." : "Nothing: nobody was invited.";
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(college.Definition.TimeZone) ?? LondonClock.London;
        var definition = next.Definition;
        var (start, end) = (definition.StartsAt.InZone(zone).LocalDateTime, definition.EndsAt.InZone(zone).LocalDateTime);
        var place = definition.Online ? ", in Teams" : "";
        var milestones = definition.Milestones.Count switch { 0 => "", 1 => ", and 1 milestone", var count => $", and {count} milestones" };
        var what = $"{definition.Title}: {dates.Span(start, end)}{(zone.Id == LondonClock.London.Id ? "" : $" ({zone.Id})")}{place}{milestones}.";
        return mails.Total > 0 ? what
            : college.Definition.Audience.Count == 0 ? $"{what} Nobody of this college is invited, for it named no address."
            : $"{what} Nothing changes for them.";
    }
}
