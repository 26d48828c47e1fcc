using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities;

/// <summary>An activity in a list, with the answers of those whom the reader sees.</summary>
/// <param name="JoinUrl">Of the meeting; null when there is none.</param>
/// <param name="State">In a word or two.</param>
public sealed record ActivityLine(Activity Activity, Responses Answers, string? JoinUrl, string State)
{
    public string Address => $"/activities/{Activity.Id}";

    public string When(BritishDates dates) => dates.Span(Activity.Definition.Start, Activity.Definition.End)
        + (Activity.Definition.TimeZone == ActivityRequest.DefaultTimeZone ? "" : $" ({Activity.Definition.TimeZone})");
}
