using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars.Events;

/// <summary>An event as it should be: the meeting itself, or one of its milestones.</summary>
/// <param name="Part">Empty for the meeting, else the milestone's key.</param>
/// <param name="BodyPart">Our part of the body as it is written when it is written.</param>
/// <param name="Compared">
/// The same with the resources' ids for their titles, of which <see cref="EventDetails.Body"/> is the hash: a new
/// title changes no invitation, for that would mail everybody.
/// </param>
/// <param name="EndsAt">After that moment nothing is done about it any more.</param>
public sealed record WantedEvent(
    string Part, EventDetails Details, string BodyPart, string Compared, int ReminderMinutes, Instant EndsAt)
{
    private const int QuarterOfAnHour = 15;

    // Nine in the morning of the day before.
    private const int DayBefore = 15 * 60;

    /// <summary>Of a series, the dates that are not as the others; null for what is once.</summary>
    public SeriesDays? Days { get; init; }

    /// <summary>The meeting and its milestones.</summary>
    /// <param name="links">Makes the links to the activity's resources; null where only the rest of the details
    /// matters.</param>
    /// <param name="titles">What the resources are called; null where nothing is written.</param>
    /// <param name="hasEntries">Whether milestones are entries of their own; else the meeting's text has their dates.</param>
    public static IReadOnlyList<WantedEvent> AllOf(
        ActivityDefinition definition,
        ResourceLinks? links = null,
        IReadOnlyDictionary<ResourceId, string>? titles = null,
        bool hasEntries = true)
    {
        var compared = EventBody.Part(definition, links, null, hasEntries);
        var body = titles is null ? compared : EventBody.Part(definition, links, titles, hasEntries);
        return hasEntries
            ?
            [
                Meeting(definition, body, compared),
                .. definition.Milestones.Select(milestone => Milestone(definition, milestone, body, compared)),
            ]
            : [Meeting(definition, body, compared)];
    }

    private static WantedEvent Meeting(ActivityDefinition definition, string body, string compared)
    {
        // What takes days is not an appointment: it must not block a calendar.
        var showAs = definition.Length > Duration.FromDays(1)
            ? EventDetails.Free
            : EventDetails.Busy;
        var details = new EventDetails(
            EventSubject.Fit(definition.Title), LocalDateTimePattern.GeneralIso
                .Format(definition.Start), LocalDateTimePattern.GeneralIso
                .Format(definition.End),
            definition.TimeZone, AllDay: false, showAs, Hash(compared), definition.Online, IsQuiet: true)
        { Repeats = definition.Repeats?.PatternFrom(definition.Start.Date)?.ToString() };
        return new WantedEvent("", details, body, compared, QuarterOfAnHour, definition.EndsAt)
        {
            Days = SeriesDays.Wanted(definition),
        };
    }

    private static WantedEvent Milestone(
        ActivityDefinition definition, Milestone milestone, string body, string compared)
    {
        var (start, end) = (milestone.Date.AtMidnight(), milestone.Date.PlusDays(1).AtMidnight());
        var details = new EventDetails(
            EventSubject.Fit(MilestoneTitle.Write(milestone, definition)), LocalDateTimePattern.GeneralIso
                .Format(start), LocalDateTimePattern.GeneralIso
                .Format(end),
            definition.TimeZone, AllDay: true, EventDetails.Free, Hash(compared), Online: false, IsQuiet: true);
        return new WantedEvent(milestone.Key, details, body, compared, DayBefore, WallClock.At(end, definition.Zone));
    }

    public static string Hash(string body) =>
        body.Length == 0 ? "" : HashId.From(body, 10);

    /// <summary>For a shard after the first: it has no meeting of its own but the first one's link.</summary>
    public WantedEvent Carrying(string joinUrl)
    {
        var compared = EventBody.WithLink(Compared, joinUrl);
        return this with
        {
            BodyPart = EventBody.WithLink(BodyPart, joinUrl),
            Compared = compared,
            Details = Details with { Body = Hash(compared), Online = false },
        };
    }
}
