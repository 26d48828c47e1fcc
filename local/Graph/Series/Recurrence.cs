using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Pathway.GraphSimulator.Series;

/// <summary>How an event repeats: a <c>patternedRecurrence</c> with every member filled in.</summary>
internal sealed record Recurrence(RecurrencePattern Pattern, RecurrenceRange Range)
{
    public JsonObject Render() => new() { ["pattern"] = Pattern.Render(), ["range"] = Range.Render() };

    public static bool Same(Recurrence? one, Recurrence? other) => JsonNode.DeepEquals(one?.Render(), other?.Render());
}

/// <summary>On which days; which members count depends on <see cref="Type"/>.</summary>
internal sealed record RecurrencePattern(
    string Type, int Interval, IReadOnlyList<string> DaysOfWeek, string FirstDayOfWeek, int DayOfMonth, int Month, string Index)
{
    public JsonObject Render() => new()
    {
        ["type"] = Type,
        ["interval"] = Interval,
        ["month"] = Month,
        ["dayOfMonth"] = DayOfMonth,
        ["daysOfWeek"] = new JsonArray([.. DaysOfWeek.Select(day => JsonValue.Create(day))]),
        ["firstDayOfWeek"] = FirstDayOfWeek,
        ["index"] = Index,
    };
}

/// <summary>From when and for how long; <see cref="TimeZone"/> null is the zone of the event's start.</summary>
internal sealed record RecurrenceRange(
    string Type, string StartDate, string? EndDate, int NumberOfOccurrences, string? TimeZone)
{
    private const string NoDate = "0001-01-01";

    [JsonIgnore]
    public LocalDate First => LocalDatePattern.Iso.Parse(StartDate).Value;

    [JsonIgnore]
    public LocalDate? Last => EndDate is { } date ? LocalDatePattern.Iso.Parse(date).Value : null;

    public JsonObject Render() => new()
    {
        ["type"] = Type,
        ["startDate"] = StartDate,
        ["endDate"] = EndDate ?? NoDate,
        ["recurrenceTimeZone"] = TimeZone,
        ["numberOfOccurrences"] = NumberOfOccurrences,
    };
}
