using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars;

/// <summary>
/// What everybody invited sees of an event, apart from who they are: compared with what Graph last said it has, it tells which
/// properties to send. Times are wall-clock (<c>2026-12-02T10:00:00</c>) in <see cref="TimeZone"/>.
/// </summary>
/// <param name="Body">A hash of our part of the body; empty when we have none.</param>
/// <param name="Online">Whether it has a Teams meeting of its own. One that has cannot be rid of it.</param>
/// <param name="IsQuiet">Attendees hidden from each other, and no proposals of another time.</param>
public sealed record EventDetails(string Subject, string Start, string End, string TimeZone, bool AllDay, string ShowAs, string Body, bool Online, bool IsQuiet)
{
    public const string Busy = "busy";
    public const string Free = "free";

    public bool SameTimes(EventDetails other) =>
        Start == other.Start && End == other.End && TimeZone == other.TimeZone && AllDay == other.AllDay;

    /// <summary>Whether an event that says this says what is wanted.</summary>
    public bool Says(EventDetails wanted) => this == wanted with { Online = wanted.Online || Online };

    /// <summary>The same, whatever text of ours stands in the body.</summary>
    public bool SaysButForBody(EventDetails wanted) => Says(wanted with { Body = Body });

    [JsonIgnore]
    public Instant EndsAt =>
        WallClock.At(LocalDateTimePattern.GeneralIso.Parse(End).GetValueOrThrow(), DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone));

    public override string ToString() => JsonSerializer.Serialize(this, PathwayJson.Plain);

    public static EventDetails? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<EventDetails>(json, PathwayJson.Plain);
}

/// <summary>An event as it should be: the meeting itself, or one of its milestones.</summary>
/// <param name="Part">Empty for the meeting, else the milestone's key.</param>
/// <param name="BodyPart">Our part of the body as it is written when it is written.</param>
/// <param name="Compared">The same with the resources' ids for their titles, of which <see cref="EventDetails.Body"/> is the hash: a new title changes no invitation, for that would mail everybody.</param>
/// <param name="EndsAt">After that moment nothing is done about it any more.</param>
public sealed record WantedEvent(string Part, EventDetails Details, string BodyPart, string Compared, int ReminderMinutes, Instant EndsAt)
{
    private const int QuarterOfAnHour = 15;

    // Nine in the morning of the day before.
    private const int DayBefore = 15 * 60;

    /// <summary>The meeting and its milestones.</summary>
    /// <param name="links">Makes the links to the activity's resources; null where only the rest of the details matters.</param>
    /// <param name="titles">What the resources are called; null where nothing is written.</param>
    public static IReadOnlyList<WantedEvent> Of(ActivityDefinition definition, ResourceLinks? links = null, IReadOnlyDictionary<ResourceId, string>? titles = null)
    {
        var compared = EventBody.Part(definition, links);
        var body = titles is null ? compared : EventBody.Part(definition, links, titles);
        return [Meeting(definition, body, compared), .. definition.Milestones.Select(milestone => Milestone(definition, milestone, body, compared))];
    }

    private static WantedEvent Meeting(ActivityDefinition definition, string body, string compared)
    {
        // What takes days is not an appointment: it must not block a calendar.
        var showAs = definition.EndsAt - definition.StartsAt > Duration.FromDays(1) ? EventDetails.Free : EventDetails.Busy;
        var details = new EventDetails(
            definition.Title, LocalDateTimePattern.GeneralIso.Format(definition.Start), LocalDateTimePattern.GeneralIso.Format(definition.End),
            definition.TimeZone, AllDay: false, showAs, Hash(compared), definition.Online, IsQuiet: true);
        return new WantedEvent("", details, body, compared, QuarterOfAnHour, definition.EndsAt);
    }

    private static WantedEvent Milestone(ActivityDefinition definition, Milestone milestone, string body, string compared)
    {
        var (start, end) = (milestone.Date.AtMidnight(), milestone.Date.PlusDays(1).AtMidnight());
        var details = new EventDetails(
            MilestoneTitle.Of(milestone, definition), LocalDateTimePattern.GeneralIso.Format(start), LocalDateTimePattern.GeneralIso.Format(end),
            definition.TimeZone, AllDay: true, EventDetails.Free, Hash(compared), Online: false, IsQuiet: true);
        return new WantedEvent(milestone.Key, details, body, compared, DayBefore, WallClock.At(end, definition.Zone));
    }

    public static string Hash(string body) =>
        body.Length == 0 ? "" : Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 10));

    /// <summary>For a shard after the first: it has no meeting of its own but the first one's link.</summary>
    public WantedEvent Carrying(string joinUrl)
    {
        var compared = EventBody.WithLink(Compared, joinUrl);
        return this with { BodyPart = EventBody.WithLink(BodyPart, joinUrl), Compared = compared, Details = Details with { Body = Hash(compared), Online = false } };
    }
}

/// <summary>What a milestone is called in a calendar, where its project's name does not stand beside it.</summary>
internal static class MilestoneTitle
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Of(Milestone milestone, ActivityDefinition definition) =>
        $"{milestone.Title}{(milestone.Time is { } time ? $" ({Minutes.Format(time)})" : "")}: {definition.Title}";
}
