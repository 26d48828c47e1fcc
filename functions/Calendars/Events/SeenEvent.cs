using System.Globalization;
using Microsoft.Graph.Models;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Events;

/// <summary>An event as Graph shows it.</summary>
public sealed record SeenEvent
{
    public required string Id { get; init; }

    public required string Subject { get; init; }

    public required LocalDateTime Start { get; init; }

    public required LocalDateTime End { get; init; }

    public required bool AllDay { get; init; }

    public required string ShowAs { get; init; }

    public required bool IsQuiet { get; init; }

    public required bool Online { get; init; }

    public string? JoinUrl { get; init; }

    public string? OriginalTimeZone { get; init; }

    public IReadOnlyList<SeenAttendee> Attendees { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The invitation it says it is: <c>activity/part</c>; null unless asked for.</summary>
    public string? Name { get; init; }

    /// <summary>The hash of our part of its body; null unless asked for.</summary>
    public string? BodyHash { get; init; }

    /// <summary>The activity's version it was last written for; null unless asked for.</summary>
    public int? Written { get; init; }

    /// <summary>Called off; it may still answer from Deleted Items.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>A series, which stands for many days.</summary>
    public bool Repeats { get; init; }

    /// <summary>How it repeats; null where it does not, or where the app cannot say it.</summary>
    public WeeklyPattern? Series { get; init; }

    /// <summary>On whose clock it repeats; null where that is not said.</summary>
    public DateTimeZone? SeriesZone { get; init; }

    /// <summary>Whether the end of the series is written as a number of dates.</summary>
    public bool IsByNumber { get; init; }

    /// <summary>A day of a series.</summary>
    public bool IsOfSeries { get; init; }

    /// <summary>A day of a series that was changed by itself: what it has, its answers too, is its own.</summary>
    public bool IsException { get; init; }

    /// <summary>When the series has it; null where that is not said.</summary>
    public Instant? OriginalStart { get; init; }

    /// <summary>The series that it is a day of.</summary>
    public string? SeriesId { get; init; }

    /// <summary>The end of its last date.</summary>
    public Instant EndsAt =>
        (Series is { } series ? End + Period.Between(series.First, series.Last) : End).InUtc().ToInstant();

    /// <summary>Times in <paramref name="zone"/>; Graph gave them in UTC, and days as they are.</summary>
    public EventDetails In(string zone, string body)
    {
        var there = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        return new EventDetails(
            Subject, Local(Start, there), Local(End, there), zone, AllDay, ShowAs, body, Online, IsQuiet)
        { Repeats = Series?.ToString() ?? (Repeats ? EventRecurrence.Unknown : null) };
    }

    public static SeenEvent Read(Event item) => new()
    {
        Id = item.Id ?? throw new InvalidOperationException("Graph answered an event without an id."),
        Subject = item.Subject ?? "",
        Start = Read(item.Start),
        End = Read(item.End),
        AllDay = item.IsAllDay is true,
        ShowAs = item.ShowAs is null ? EventDetails.Busy : item.ShowAs.Value.ToString().ToLowerInvariant(),
        IsQuiet = item is { HideAttendees: true, AllowNewTimeProposals: false },
        Online = item.IsOnlineMeeting is true,
        JoinUrl = item.OnlineMeeting?.JoinUrl,
        OriginalTimeZone = item.OriginalStartTimeZone,
        Attendees =
        [
            .. (item.Attendees ?? []).Where(attendee => attendee.EmailAddress?.Address is not null).Select(Read),
        ],
        Categories = item.Categories ?? [],
        Name = Property(item, ProgrammeCalendar.NameProperty),
        BodyHash = Property(item, ProgrammeCalendar.BodyProperty),
        Written = int.TryParse(
            Property(item, ProgrammeCalendar.VersionProperty), CultureInfo.InvariantCulture, out var version)
            ? version
            : null,
        IsCancelled = item.IsCancelled is true,
        Repeats = item.Type is EventType.SeriesMaster || item.Recurrence is not null,
        Series = EventRecurrence.Read(item.Recurrence, FirstDay(item)),
        SeriesZone = EventRecurrence.ZoneOf(item.Recurrence),
        IsByNumber = EventRecurrence.IsByNumber(item.Recurrence),
        SeriesId = item.SeriesMasterId,
        IsException = item.Type is EventType.Exception,
        OriginalStart = item.OriginalStart is { } original ? Instant.FromDateTimeOffset(original) : null,
        IsOfSeries = item.Type is EventType.Occurrence or EventType.Exception || item.SeriesMasterId is not null,
    };

    private static SeenAttendee Read(Attendee attendee) => new(
        attendee.EmailAddress!.Address!,
        attendee.Status?.Response switch
        {
            ResponseType.Accepted => "accepted",
            ResponseType.Declined => "declined",
            ResponseType.TentativelyAccepted => "tentativelyAccepted",
            _ => "none",
        });

    /// <summary>The day the master starts on, where the series is at home.</summary>
    private static LocalDate FirstDay(Event item)
    {
        var zone = EventRecurrence.ZoneOf(item.Recurrence)
            ?? DateTimeZoneProviders.Tzdb.GetZoneOrNull(ZoneNames.Find(item.OriginalStartTimeZone) ?? "")
            ?? DateTimeZone.Utc;
        var start = Read(item.Start);
        return item.IsAllDay is true ? start.Date : start.InUtc().WithZone(zone).Date;
    }

    private static LocalDateTime Read(DateTimeTimeZone? time) =>
        LocalDateTimePattern.ExtendedIso.Parse(time?.DateTime ?? "") is { Success: true, Value: var local }
            ? local
            : default;

    private static string? Property(Event item, string id) =>
        item.SingleValueExtendedProperties?.Find(
            property => string.Equals(property.Id, id, StringComparison.OrdinalIgnoreCase))?.Value;

    private string Local(LocalDateTime time, DateTimeZone zone) =>
        LocalDateTimePattern.GeneralIso.Format(AllDay ? time : time.InUtc().WithZone(zone).LocalDateTime);
}
