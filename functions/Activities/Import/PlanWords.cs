using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Times in the words of somebody who compares them with a plan on paper: the month by name, the day of the week with
/// it.
/// </summary>
internal static class PlanWords
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("ddd d MMMM uuuu");
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    /// <summary>From when until when; the zone's name behind it where it is not the programme's.</summary>
    public static string When(ActivityDefinition activity, bool allDay)
    {
        var (start, end) = (activity.Start, activity.End);
        var zone = activity.TimeZone == ActivityRequest.DefaultTimeZone ? "" : $" ({activity.TimeZone})";
        if (allDay)
            return Days(start.Date, end.Date.PlusDays(-1)) + zone;
        return start.Date == end.Date
            ? $"{Day.Format(start.Date)}, {Clock(start.TimeOfDay)}–{Clock(end.TimeOfDay)}{zone}"
            : $"{Day.Format(start.Date)}, {Clock(start.TimeOfDay)} – {Day.Format(end.Date)}, {Clock(end.TimeOfDay)}{zone}";
    }

    public static string Of(Milestone milestone) =>
        $"{milestone.Title}: {Day.Format(milestone.Date)}{(milestone.Time is { } time ? $", {Clock(time)}" : "")}";

    private static string Days(LocalDate first, LocalDate last) =>
        first >= last ? $"{Day.Format(first)}, all day" : $"{Day.Format(first)} – {Day.Format(last)}, all day";

    private static string Clock(LocalTime time) => (time.Second == 0 ? Minutes : Seconds).Format(time);
}
