using NodaTime;
using Pathway.Functions.Activities;

namespace Pathway.Functions.Pages.Activities;

/// <summary>What stands in a month's day: an activity's beginning, or one of its milestones.</summary>
/// <param name="Time">Null for a day without a time.</param>
public sealed record MonthEntry(LocalDate Day, LocalTime? Time, string Title, string Address)
{
    public static IEnumerable<MonthEntry> Of(Activity activity)
    {
        var (definition, address) = (activity.Definition, $"/activities/{activity.Id}");
        yield return new MonthEntry(definition.Start.Date, definition.Start.TimeOfDay, definition.Title, address);
        foreach (var milestone in definition.Milestones)
            yield return new MonthEntry(
                milestone.Date, milestone.Time, $"{milestone.Title}: {definition.Title}", address);
    }
}
