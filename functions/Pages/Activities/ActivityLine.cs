using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Activities;

/// <summary>An activity in a list, with the answers of those whom the reader sees.</summary>
/// <param name="JoinUrl">Of the meeting; null when there is none.</param>
/// <param name="State">In a word or two.</param>
public sealed record ActivityLine(Activity Activity, Responses Answers, string? JoinUrl, string State)
{
    public string Address => PageAddress.To(Activity.Id);

    /// <summary>Of one that repeats, this week's date or the next, and how many there are.</summary>
    public string When(BritishDates dates)
    {
        var definition = Activity.Definition;
        var next = definition.OccurrenceFrom(IsoWeek.Containing(dates.Today).Monday);
        var series = definition.Repeats is null
            ? ""
            : $", one of {definition.Occurrences().Count()} dates until {dates.Day(definition.Occurrences().Last().Start.Date)}";
        var zone = definition.TimeZone == ActivityRequest.DefaultTimeZone ? "" : $" ({definition.TimeZone})";
        return $"{dates.Span(next.Start, next.End)}{zone}{series}";
    }
}
