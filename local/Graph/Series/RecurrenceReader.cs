using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Series;

/// <summary>
/// Reads a <c>patternedRecurrence</c> with the members that its type needs
/// (https://learn.microsoft.com/graph/api/resources/recurrencepattern, …/recurrencerange).
/// </summary>
internal static class RecurrenceReader
{
    private const int MostOccurrences = 999;

    public static Recurrence? Read(JsonNode? value)
    {
        if (value is null)
            return null;
        if (value["pattern"] is not JsonObject pattern || value["range"] is not JsonObject range)
            throw Fault("a pattern and a range are expected.");
        return new Recurrence(Pattern(pattern), Range(range));
    }

    private static RecurrencePattern Pattern(JsonObject given)
    {
        var type = given["type"].Text() ?? throw Fault("pattern.type is required.");
        var days = given["daysOfWeek"].List().Select(day => day.Text() ?? "").ToList();
        var pattern = new RecurrencePattern(
            type, Number(given["interval"]), days, given["firstDayOfWeek"].Text() ?? "sunday",
            Number(given["dayOfMonth"]), Number(given["month"]), given["index"].Text() ?? "first");
        if (pattern.Interval is < 1 or > 999)
            throw Fault("pattern.interval is at least 1.");
        if (type is "weekly" or "relativeMonthly" or "relativeYearly" && days.Count == 0)
            throw Fault($"pattern.daysOfWeek is required when the type is {type}.");
        if (type is "absoluteMonthly" or "absoluteYearly" && pattern.DayOfMonth is < 1 or > 31)
            throw Fault($"pattern.dayOfMonth, from 1 to 31, is required when the type is {type}.");
        if (type is "absoluteYearly" or "relativeYearly" && pattern.Month is < 1 or > 12)
            throw Fault($"pattern.month, from 1 to 12, is required when the type is {type}.");
        return pattern;
    }

    private static RecurrenceRange Range(JsonObject given)
    {
        var type = given["type"].Text() ?? throw Fault("range.type is required.");
        var first = Date(given["startDate"], "range.startDate");
        var last = type == "endDate" ? Date(given["endDate"], "range.endDate") : (LocalDate?)null;
        var count = type == "numbered" ? Number(given["numberOfOccurrences"]) : 0;
        if (last < first)
            throw Fault("range.endDate is before range.startDate.");
        if (type == "numbered" && count is < 1 or > MostOccurrences)
            throw Fault($"range.numberOfOccurrences runs from 1 to {MostOccurrences}.");

        var zone = given["recurrenceTimeZone"].Text() is { Length: > 0 } named ? named : null;
        if (zone is not null)
            TimeZones.Find(zone);
        return new RecurrenceRange(
            type,
            LocalDatePattern.Iso.Format(first),
            last is { } end ? LocalDatePattern.Iso.Format(end) : null,
            count,
            zone);
    }

    private static LocalDate Date(JsonNode? value, string name) =>
        value.Text() is { } text
            && LocalDatePattern.Iso.Parse(text) is { Success: true } date
            && date.Value.Year >= SeriesNumber.Epoch.Year
            ? date.Value
            : throw Fault($"{name} is a date like 2026-12-01.");

    private static int Number(JsonNode? value) => value?.GetValue<int>() ?? 0;

    public static GraphErrorException Fault(string message) =>
        GraphErrorException.InvalidProperty("recurrence", message);
}
