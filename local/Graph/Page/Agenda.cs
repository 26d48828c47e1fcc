using NodaTime;
using NodaTime.Text;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Page;

/// <summary>One event on one page: when, what, who has answered.</summary>
internal sealed record AgendaEntry(
    StoredEvent Event, string Id, bool IsCancelled, LocalDateTime Start, LocalDateTime End)
{
    public LocalDate Day => Start.Date;
}

/// <summary>The days of a calendar with what is on them, in London's time.</summary>
internal sealed class Agenda(LocalDate today, IReadOnlyList<AgendaEntry> entries)
{
    private const int MostShown = 300;

    private static readonly DateTimeZone London = TimeZones.Find("Europe/London");
    private static readonly LocalDatePattern MonthName = LocalDatePattern.CreateWithInvariantCulture("MMMM uuuu");
    private static readonly LocalDatePattern DayName = LocalDatePattern.CreateWithInvariantCulture("ddd");
    private static readonly LocalDatePattern ShortDate = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");
    private static readonly LocalDatePattern WholeDate = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM uuuu");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public IReadOnlyList<AgendaEntry> Entries => entries;

    public LocalDate Today => today;

    public static Agenda From(Exchange exchange, Mailbox mailbox)
    {
        var now = Instant.FromDateTimeOffset(exchange.Now);
        var shown = new CalendarWindow(now - Duration.FromDays(365), now + Duration.FromDays(730));
        var all = mailbox.Events.Values.SelectMany(item => Days(item, shown))
            .Select(item => EntryOf(exchange, mailbox, item, false))
            .Concat(mailbox.Removed.SelectMany(item => Days(item, shown)).Concat(CancelledDays(mailbox))
                .Select(item => EntryOf(exchange, mailbox, item, true)));
        return new Agenda(
            now.InZone(London).Date, [.. all.OrderBy(entry => entry.Start).ThenBy(entry => entry.Event.Number)]);
    }

    public static AgendaEntry EntryOf(Exchange exchange, Mailbox mailbox, StoredEvent item, bool isCancelled) => new(
        item, exchange.IdOf(mailbox, item, immutable: true), isCancelled,
        InLondon(item.Content, item.Content.Start), InLondon(item.Content, item.Content.End));

    /// <summary>A single event whenever it is, of a series the days within sight.</summary>
    private static IEnumerable<StoredEvent> Days(StoredEvent item, CalendarWindow shown) =>
        item.Content.Recurrence is null ? [item] : shown.Within([item]);

    private static IEnumerable<StoredEvent> CancelledDays(Mailbox mailbox) =>
        mailbox.Events.Values.Where(item => item.Content.Recurrence is not null)
            .SelectMany(item => new EventSeries(item).Cancelled());

    public static string Moment(DateTimeOffset at)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(London).LocalDateTime;
        return $"{ShortDate.Format(local.Date)}, {Clock.Format(local.TimeOfDay)}";
    }

    public static string When(AgendaEntry entry) => WholeDate.Format(entry.Day) + ", " + Hours(entry);

    public Markup Ahead()
    {
        var ahead = entries.Where(entry => entry.End.Date >= today).ToList();
        return Markup.From($"""
            {Months(ahead.Take(MostShown))}
            {Markup.When(ahead.Count > MostShown, $"<p class=\"empty\">and {ahead.Count - MostShown} more later</p>")}
            """);
    }

    public Markup Earlier()
    {
        var earlier = entries.Where(entry => entry.End.Date < today).Reverse().Take(MostShown).Reverse().ToList();
        return Markup.When(
            earlier.Count > 0,
            $"<details id=\"earlier\"><summary>Earlier ({earlier.Count})</summary>{Months(earlier)}</details>");
    }

    private IEnumerable<Markup> Months(IEnumerable<AgendaEntry> shown) => shown
        .GroupBy(entry => MonthName.Format(entry.Day))
        .Select(
            month => Markup.From($"<h2 class=\"month\">{month.Key}</h2>{month.GroupBy(entry => entry.Day).Select(Day)}"));

    private Markup Day(IGrouping<LocalDate, AgendaEntry> day)
    {
        var (mark, id) = (day.Key == today ? "today" : "", LocalDatePattern.Iso.Format(day.Key));
        return Markup.From($"""
            <section class="day {mark}" id="d{id}" aria-label="{WholeDate.Format(day.Key)}">
            <div class="date" aria-hidden="true">{DayName.Format(day.Key)}<strong>{day.Key.Day}</strong></div>
            <ul class="events">{day.Select(Event)}</ul>
            </section>
            """);
    }

    private static Markup Event(AgendaEntry entry)
    {
        var (content, meeting) = (entry.Event.Content, entry.Event.Meeting);
        var categories = content.Plain["categories"]!.AsArray().Select(
            category => Markup.From($"<span class=\"chip\">{category}</span>"));
        var place = content.Locations.FirstOrDefault()?["displayName"];
        var cancelled = Markup.When(entry.IsCancelled, $"<span class=\"chip bad\">Cancelled</span>");
        var where = Markup.When(place is not null, $"<span>{place}</span>");
        var label = $"Join in Teams: {content.Subject}";
        var join = Markup.When(
            meeting is not null && !entry.IsCancelled,
            $"<a class=\"join\" href=\"{meeting?.JoinUrl}\" rel=\"noreferrer\" aria-label=\"{label}\">Join in Teams</a>");
        return Markup.From($"""
            <li class="event {(entry.IsCancelled ? "cancelled" : "")}">
            <header><time>{Hours(entry)}</time><h3><a href="/event/{entry.Id}">{content.Subject}</a></h3></header>
            <p class="facts">{cancelled}{SeriesChip(entry.Event)}{categories}{where}
            {join}</p>
            {(entry.IsCancelled ? Markup.None : Answers.From(content.Attendees).Render())}
            </li>
            """);
    }

    private static Markup SeriesChip(StoredEvent item) => item.Occurrence is { } of
        ? Markup.From($"<span class=\"chip\">{(of.IsException ? "Of a series, changed" : "Of a series")}</span>")
        : Markup.None;

    private static string Hours(AgendaEntry entry)
    {
        if (entry.Event.Content.IsAllDay)
            return entry.End.Date <= entry.Day.PlusDays(1)
                ? "All day"
                : $"All day until {ShortDate.Format(entry.End.Date.PlusDays(-1))}";
        var end = entry.End.Date == entry.Day ? "" : $"{ShortDate.Format(entry.End.Date)} ";
        return $"{Clock.Format(entry.Start.TimeOfDay)} – {end}{Clock.Format(entry.End.TimeOfDay)}";
    }

    private static LocalDateTime InLondon(EventContent content, EventTime time) =>
        content.IsAllDay ? time.Local : time.Instant.InZone(London).LocalDateTime;
}
