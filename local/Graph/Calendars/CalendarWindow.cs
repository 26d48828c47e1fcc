using NodaTime;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>The time between <c>startDateTime</c> and <c>endDateTime</c>.</summary>
internal sealed record CalendarWindow(Instant Start, Instant End)
{
    private static readonly Duration Longest = Duration.FromDays(1825);

    public static CalendarWindow From(GraphCall call)
    {
        if (call.QueryValue("startDateTime") is not { Length: > 0 } start
            || call.QueryValue("endDateTime") is not { Length: > 0 } end)
            throw new GraphErrorException(
                400,
                "ErrorInvalidParameter",
                "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.");

        var window = new CalendarWindow(
            EventTime.ParseWindow(start, "StartDateTime"), EventTime.ParseWindow(end, "EndDateTime"));
        if (window.End < window.Start)
            throw new GraphErrorException(
                400,
                "ErrorInvalidParameter",
                "The value of parameter 'EndDateTime' must be greater than or equal to the value of parameter 'StartDateTime'.");
        return window.End - window.Start <= Longest
            ? window
            : throw new GraphErrorException(
                400,
                "ErrorCalendarViewRangeTooBig",
                "The range between the start and end dates is greater than the allowed range. Maximum number of days: 1825.");
    }

    /// <summary>An event belongs to a window that it overlaps, a series to one in which it has a day.</summary>
    public bool Contains(StoredEvent item) =>
        item.Content.Recurrence is null ? Overlaps(item) : new EventSeries(item).Occurrences().Any(Overlaps);

    /// <summary>What is on in the window: single events, and of a series its days.</summary>
    public IEnumerable<StoredEvent> Within(IEnumerable<StoredEvent> items) => items
        .SelectMany(item => item.Content.Recurrence is null ? [item] : new EventSeries(item).Occurrences())
        .Where(Overlaps);

    private bool Overlaps(StoredEvent item) =>
        item.Content.Start.Instant < End && (item.Content.End.Instant > Start || item.Content.Start.Instant == Start);
}
