using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>A <c>dateTimeTimeZone</c>: a wall-clock time and the zone it was given in.</summary>
internal sealed record EventTime(string DateTime, string TimeZone)
{
    private static readonly LocalDateTimePattern[] Inputs =
    [
        LocalDateTimePattern.ExtendedIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd"),
    ];

    private static readonly LocalDateTimePattern Output = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff");

    [JsonIgnore]
    public LocalDateTime Local => ParseLocal(DateTime)!.Value;

    [JsonIgnore]
    public Instant Instant => Local.InZoneLeniently(TimeZones.Find(TimeZone)).ToInstant();

    [JsonIgnore]
    public bool IsMidnight => Local.TimeOfDay == LocalTime.Midnight;

    public static EventTime At(LocalDateTime local, string zone) => new(Output.Format(local), zone);

    /// <summary>What the clocks of a zone show then.</summary>
    public LocalDateTime InZone(string zone) =>
        zone == TimeZone ? Local : Instant.InZone(TimeZones.Find(zone)).LocalDateTime;

    public static EventTime Parse(JsonNode? node, string property)
    {
        if (node is not JsonObject members
            || members["dateTime"] is not JsonValue given
            || !given.TryGetValue<string>(out var text))
            throw GraphErrorException.InvalidProperty(property, "a dateTime and a timeZone are expected.");

        var zoneName = members["timeZone"].Text() is { Length: > 0 } named ? named : "UTC";
        var zone = TimeZones.Find(zoneName);
        if (ParseLocal(text) is { } local)
            return new EventTime(Output.Format(local), zoneName);
        if (ParseInstant(text) is { } instant)
            return new EventTime(Output.Format(instant.InZone(zone).LocalDateTime), zoneName);

        throw GraphErrorException.InvalidProperty(property, $"'{text}' is not a date and time.");
    }

    /// <summary>A point of a window: with an offset as it says, without one in UTC.</summary>
    public static Instant ParseWindow(string text, string parameter) =>
        ParseInstant(text) ?? ParseLocal(text)?.InUtc().ToInstant()
        ?? throw new GraphErrorException(
            400,
            "ErrorInvalidParameter",
            $"The value '{text}' of parameter '{parameter}' is not a valid date and time.");

    /// <summary>Converted to the zone the caller prefers. An all-day event is midnight in every zone.</summary>
    public JsonObject In(Preferences prefer, bool allDay) => new()
    {
        ["dateTime"] = Output.Format(allDay ? Local : Instant.InZone(prefer.Zone).LocalDateTime),
        ["timeZone"] = prefer.ZoneName,
    };

    private static LocalDateTime? ParseLocal(string text)
    {
        foreach (var pattern in Inputs)
        {
            if (pattern.Parse(text) is { Success: true } parsed)
                return parsed.Value;
        }

        return null;
    }

    private static Instant? ParseInstant(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : null;
}
