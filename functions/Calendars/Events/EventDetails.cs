using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Events;

/// <summary>
/// What everybody invited sees of an event, apart from who they are: compared with what Graph last said it has, it tells which
/// properties to send. Times are wall-clock (<c>2026-12-02T10:00:00</c>) in <see cref="TimeZone"/>.
/// </summary>
/// <param name="Body">A hash of our part of the body; empty when we have none.</param>
/// <param name="Online">Whether it has a Teams meeting of its own. One that has cannot be rid of it.</param>
/// <param name="IsQuiet">Attendees hidden from each other, and no proposals of another time.</param>
public sealed record EventDetails(
    string Subject, string Start, string End, string TimeZone, bool AllDay, string ShowAs, string Body, bool Online, bool IsQuiet)
{
    public const string Busy = "busy";
    public const string Free = "free";

    /// <summary>
    /// How it repeats, as <see cref="WeeklyPattern"/> writes it: then the times are those of its first date. Null for
    /// what is once.
    /// </summary>
    public string? Repeats { get; init; }

    /// <summary>The same times on the same dates: a series that keeps them keeps what was changed singly.</summary>
    public bool SameTimes(EventDetails other) =>
        Start == other.Start && End == other.End && TimeZone == other.TimeZone && AllDay == other.AllDay
            && Repeats == other.Repeats;

    /// <summary>Whether an event that says this says what is wanted.</summary>
    public bool Says(EventDetails wanted) => this == wanted with { Online = wanted.Online || Online };

    /// <summary>The same, whatever text of ours stands in the body.</summary>
    public bool SaysButForBody(EventDetails wanted) => Says(wanted with { Body = Body });

    /// <summary>The same, whatever it is called and whatever text of ours stands in the body.</summary>
    public bool SaysButForText(EventDetails wanted) => Says(wanted with { Body = Body, Subject = Subject });

    [JsonIgnore]
    public WeeklyPattern? Pattern => WeeklyPattern.Parse(Repeats);

    /// <summary>The end of its last date.</summary>
    [JsonIgnore]
    public Instant EndsAt
    {
        get
        {
            var end = LocalDateTimePattern.GeneralIso.Parse(End).GetValueOrThrow();
            var last = Pattern is { } pattern ? end + Period.Between(pattern.First, pattern.Last) : end;
            return WallClock.At(last, DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone));
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, PathwayJson.Plain);

    public static EventDetails? Parse(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<EventDetails>(json, PathwayJson.Plain);
}
