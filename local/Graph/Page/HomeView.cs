using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Page;

/// <summary>The first page: a calendar as its owner sees it, who got mail, and what the app asked lately.</summary>
internal static class HomeView
{
    private const int Requests = 25;

    public static Markup Render(Exchange exchange, Journal journal, string? wanted, string? find)
    {
        var calendars = exchange.Mailboxes.Where(mailbox => mailbox.Events.Count + mailbox.Removed.Count > 0)
            .OrderByDescending(mailbox => mailbox.Events.Count)
            .ToList();
        var mailbox = calendars.FirstOrDefault(
            calendar => calendar.Address.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? calendars.FirstOrDefault();
        var agenda = mailbox is null ? new Agenda(default, []) : Agenda.From(exchange, mailbox);
        var events = mailbox is null
            ? Markup.From($"<div class=\"panel empty\">Events appear here as soon as the app creates them.</div>")
            : Markup.From($"{agenda.Earlier()}{agenda.Ahead()}");
        var months = mailbox is null
            ? Markup.None
            : Markup.From($"<nav class=\"panel minis\" aria-label=\"Days with events\">{MonthGrid.Months(agenda)}</nav>");
        return Markup.From($"""
            <div class="columns">
            <div>
            <h1>Calendar</h1>
            <p class="lead">{(mailbox is null ? "No calendar has an event yet." : Summary(mailbox, agenda))}</p>
            {(calendars.Count > 1 ? Tabs(calendars, mailbox!) : Markup.None)}
            {events}
            </div>
            <aside aria-label="Months, mail and requests">
            {months}
            {MailView.Mailboxes(exchange.Mail, find)}
            {LatestRequests(journal)}
            </aside>
            </div>
            """);
    }

    private static string Summary(Mailbox mailbox, Agenda agenda)
    {
        var ahead = agenda.Entries.Count(entry => !entry.IsCancelled && entry.End.Date >= agenda.Today);
        return $"{mailbox.Address} · {ahead} {(ahead == 1 ? "event" : "events")} ahead · times in London";
    }

    private static Markup Tabs(IEnumerable<Mailbox> calendars, Mailbox current)
    {
        var tabs = calendars.Select(calendar =>
        {
            var mark = calendar == current ? new Markup(" aria-current=\"page\"") : Markup.None;
            var address = Uri.EscapeDataString(calendar.Address);
            return Markup.From($"<li><a href=\"/?mailbox={address}\"{mark}>{calendar.DisplayName}</a></li>");
        });
        return Markup.From($"""
            <nav aria-label="Calendars"><ul class="tabs">{tabs}</ul></nav>
            """);
    }

    private static Markup LatestRequests(Journal journal)
    {
        var latest = journal.Latest(Requests).Reverse().ToList();
        var table = latest.Count == 0 ? Markup.From($"<p class=\"empty\">Nothing has been asked yet.</p>") : Markup.From($"""
            <table class="rows requests">
            <thead><tr><th scope="col" class="status">Code</th><th scope="col" class="verb">Verb</th><th scope="col">Path</th></tr></thead>
            <tbody>{latest.Select(Row)}</tbody>
            </table>
            <p class="count"><a href="/_simulator/requests">All of them, with bodies</a></p>
            """);
        return Markup.From($"""
            <section class="panel" aria-labelledby="requests">
            <h2 id="requests">Latest requests</h2>
            {table}
            </section>
            """);
    }

    private static Markup Row(JournalEntry entry)
    {
        var status = entry.Dropped ? "cut" : $"{entry.Status}";
        var style = entry.Status < 400 && !entry.Dropped ? "ok" : "fault";
        var path = Markup.From(
            $"<td class=\"cut\" title=\"{Uri.UnescapeDataString(entry.Path)}\">{Short(entry.Path)}</td>");
        return Markup.From($"<tr><td class=\"{style}\">{status}</td><td>{entry.Method}</td>{path}</tr>");
    }

    /// <summary>What was asked for, without whose it is and with long ids left out.</summary>
    private static string Short(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        var told = segments is ["users", _, _, ..] ? segments.Skip(2) : segments;
        return string.Join('/', told.Select(segment => segment.Length > 40 ? "…" : Uri.UnescapeDataString(segment)));
    }
}
