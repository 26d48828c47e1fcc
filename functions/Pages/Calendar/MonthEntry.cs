using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Calendar;

/// <summary>What stands in a month's day: an activity's beginning, each date of one that repeats, or one of its milestones.</summary>
/// <param name="Time">Null for a day without a time.</param>
public sealed record MonthEntry(LocalDate Day, LocalTime? Time, string Title, string Address)
{
    public static IEnumerable<MonthEntry> AllOf(Activity activity)
    {
        var (definition, address) = (activity.Definition, PageAddress.To(activity.Id));
        foreach (var occurrence in definition.Occurrences())
            yield return new MonthEntry(
                occurrence.Start.Date,
                BritishDates.IsAllDay(occurrence.Start, occurrence.End) ? null : occurrence.Start.TimeOfDay,
                definition.Title,
                address);
        foreach (var milestone in definition.Milestones)
            yield return new MonthEntry(
                milestone.Date, milestone.Time, $"{milestone.Title}: {definition.Title}", address);
    }
}
