using NodaTime;
using Pathway.Functions.Activities;

namespace Pathway.Functions.Pages.Calendar;

/// <summary>A month's activities and milestones, by day.</summary>
public sealed record MonthModel(YearMonth Month, ILookup<LocalDate, MonthEntry> Entries)
{
    /// <summary>Whole weeks from Monday to Sunday, those of the neighbouring months at its edges included.</summary>
    public IEnumerable<IReadOnlyList<LocalDate>> Weeks
    {
        get
        {
            var last = Month.ToDateInterval().End;
            var monday = Month.OnDayOfMonth(1).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
            for (; monday <= last; monday = monday.PlusWeeks(1))
                yield return [.. Enumerable.Range(0, 7).Select(day => monday.PlusDays(day))];
        }
    }

    public static MonthModel From(YearMonth month, IEnumerable<Activity> activities) => new(
        month, activities.SelectMany(MonthEntry.AllOf).OrderBy(entry => entry.Time).ToLookup(entry => entry.Day));
}
