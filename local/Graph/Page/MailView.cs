namespace Pathway.GraphSimulator.Page;

/// <summary>Who got mail, what one of them got, and one mail.</summary>
internal static class MailView
{
    private const int MostShown = 12;

    public static Markup Mailboxes(MailLog log, string? find)
    {
        var boxes = log.Delivered()
            .Where(
                mail => string.IsNullOrWhiteSpace(find) || mail.To.Contains(find.Trim(), StringComparison.OrdinalIgnoreCase))
            .GroupBy(mail => mail.To, StringComparer.OrdinalIgnoreCase)
            .Select(box => (Address: box.Key, Count: box.Count(), Latest: box.Last()))
            .OrderByDescending(box => box.Latest.N).ToList();
        return Markup.From($"""
            <section class="panel" aria-labelledby="mailboxes">
            <h2 id="mailboxes">Mailboxes</h2>
            <form class="find" action="/" role="search"><input type="search" id="find" name="find" value="{find}" aria-label="Find a mailbox" placeholder="Find an address"><button>Find</button></form>
            {(boxes.Count == 0 ? Markup.From($"<p class=\"empty\">Nobody has received mail yet.</p>") : Markup.None)}
            <ul class="list">{boxes.Take(MostShown).Select(box => Markup.From($"""
                <li><a href="/mailbox?address={Uri.EscapeDataString(box.Address)}"><strong>{box.Address}</strong><span class="count">{box.Count} {(box.Count == 1 ? "mail" : "mails")}</span><small>{Words(box.Latest.Kind)}: {box.Latest.Subject}</small></a></li>
                """))}</ul>
            {Markup.When(boxes.Count > MostShown, $"<p class=\"count\">and {boxes.Count - MostShown} more; find one by its address</p>")}
            </section>
            """);
    }

    public static Markup Mailbox(MailLog log, string address)
    {
        var mails = log.Delivered()
            .Where(mail => mail.To.Equals(address, StringComparison.OrdinalIgnoreCase))
            .Reverse()
            .ToList();
        return Markup.From($"""
            <h1>{address}</h1>
            <p class="lead">{mails.Count} {(mails.Count == 1 ? "mail" : "mails")} received, the newest first. <a href="/">Back to the calendar</a></p>
            <div class="panel scroll"><table class="rows">
            <thead><tr><th scope="col">What</th><th scope="col">Subject</th><th scope="col">From</th><th scope="col">When</th></tr></thead>
            <tbody>{mails.Select(mail => Markup.From($"""
                <tr><td>{Chip(mail.Kind)}</td><td><a href="/mail/{mail.N}">{Subject(mail.Kind, mail.Subject)}</a></td><td>{mail.From}</td><td>{Agenda.Moment(mail.At)}</td></tr>
                """))}</tbody>
            </table></div>
            """);
    }

    /// <summary>The body is shown as a mail program would: apart from the page, without scripts.</summary>
    public static Markup Mail(Posting posting, long n)
    {
        var to = posting.To[(int)(n - posting.FirstN)];
        return Markup.From($"""
            <h1>{Subject(posting.Kind, posting.Subject)}</h1>
            <p class="lead">{Chip(posting.Kind)} <a href="/mailbox?address={Uri.EscapeDataString(to)}">All mail of this mailbox</a></p>
            <dl class="head panel"><dt>From</dt><dd>{posting.From}</dd><dt>To</dt><dd>{to}{Markup.When(posting.To.Count > 1, $" and {posting.To.Count - 1} more")}</dd><dt>When</dt><dd>{Agenda.Moment(posting.At)}</dd>
            {Markup.When(posting.Comment is not null, $"<dt>Comment</dt><dd>{posting.Comment}</dd>")}
            {Markup.When(posting.EventId is not null, $"<dt>Event</dt><dd><a href=\"/event/{posting.EventId}\">Show it in the calendar</a></dd>")}</dl>
            {Frame("The mail's text", posting.Body)}
            """);
    }

    public static Markup Frame(string title, string html) =>
        Markup.From(
            $"<iframe title=\"{title}\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"<base target=_blank><style>body{{font-family:'Segoe UI',system-ui,sans-serif}}</style>{html}\"></iframe>");

    private static string Subject(string kind, string subject) => kind switch
    {
        "update" => $"Updated: {subject}",
        "cancel" => $"Cancelled: {subject}",
        _ => subject,
    };

    private static string Words(string kind) => kind switch
    {
        "invite" => "Invitation",
        "update" => "Update",
        "cancel" => "Cancellation",
        _ => "Message",
    };

    private static Markup Chip(string kind) =>
        Markup.From($"<span class=\"chip {(kind == "cancel" ? "bad" : "")}\">{Words(kind)}</span>");
}
