using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities.Series;

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
        if (activity.Repeats is { } repeats)
            return Series(activity, repeats) + zone;
        return start.Date == end.Date
            ? $"{Day.Format(start.Date)}, {Clock(start.TimeOfDay)}–{Clock(end.TimeOfDay)}{zone}"
            : $"{Day.Format(start.Date)}, {Clock(start.TimeOfDay)} – {Day.Format(end.Date)}, {Clock(end.TimeOfDay)}{zone}";
    }

    // Every Tuesday, 14:00–15:00, from 12 January 2027 until 30 March 2027: 11 times
    private static string Series(ActivityDefinition activity, Repetition repeats)
    {
        var held = activity.Occurrences().ToList();
        var days = string.Join(" and ", repeats.On);
        var hours = $"{Clock(activity.Start.TimeOfDay)}–{Clock(activity.End.TimeOfDay)}";
        return $"{(repeats.Interval == 1 ? "Every" : "Every other")} {days}, {hours}, "
            + $"{Day.Format(held[0].Start.Date)} – {Day.Format(held[^1].Start.Date)}: {held.Count} times"
            + (held.Count(one => one.IsMoved) is > 0 and var moved ? $", {moved} of them moved" : "");
    }

    public static string For(Milestone milestone) =>
        $"{milestone.Title}: {Day.Format(milestone.Date)}{(milestone.Time is { } time ? $", {Clock(time)}" : "")}";

    private static string Days(LocalDate first, LocalDate last) =>
        first >= last ? $"{Day.Format(first)}, all day" : $"{Day.Format(first)} – {Day.Format(last)}, all day";

    private static string Clock(LocalTime time) => (time.Second == 0 ? Minutes : Seconds).Format(time);
}
