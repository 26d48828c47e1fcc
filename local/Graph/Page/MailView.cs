namespace Pathway.GraphSimulator.Page;

/// <summary>Who got mail, what one of them got, and one mail.</summary>
internal static class MailView
{
    private const int MostShown = 12;

    private static readonly Markup FrameHead = new(
        "<base target=_blank><style>body{font-family:'Segoe UI',system-ui,sans-serif}</style>");

    public static Markup Mailboxes(MailLog log, string? find)
    {
        var boxes = log.Delivered()
            .Where(
                mail => string.IsNullOrWhiteSpace(find) || mail.To.Contains(find.Trim(), StringComparison.OrdinalIgnoreCase))
            .GroupBy(mail => mail.To, StringComparer.OrdinalIgnoreCase)
            .Select(box => (Address: box.Key, Count: box.Count(), Latest: box.Last()))
            .OrderByDescending(box => box.Latest.N).ToList();
        var field = Markup.From(
            $"""<input type="search" id="find" name="find" value="{find}" aria-label="Find a mailbox" placeholder="Find an address">""");
        return Markup.From($"""
            <section class="panel" aria-labelledby="mailboxes">
            <h2 id="mailboxes">Mailboxes</h2>
            <form class="find" action="/" role="search">{field}<button>Find</button></form>
            {(boxes.Count == 0 ? Markup.From($"<p class=\"empty\">Nobody has received mail yet.</p>") : Markup.None)}
            <ul class="list">{boxes.Take(MostShown).Select(box => Box(box.Address, box.Count, box.Latest))}</ul>
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
            <p class="lead">{Mails(mails.Count)} received, the newest first. <a href="/">Back to the calendar</a></p>
            <div class="panel scroll"><table class="rows">
            <thead><tr><th scope="col">What</th><th scope="col">Subject</th><th scope="col">From</th><th scope="col">When</th></tr></thead>
            <tbody>{mails.Select(Row)}</tbody>
            </table></div>
            """);
    }

    /// <summary>The body is shown as a mail program would: apart from the page, without scripts.</summary>
    public static Markup Mail(Posting posting, long n)
    {
        var to = posting.To[(int)(n - posting.FirstN)];
        var others = Markup.When(posting.To.Count > 1, $" and {posting.To.Count - 1} more");
        var receivers = Markup.From($"<dt>To</dt><dd>{to}{others}</dd>");
        var shown = Markup.When(
            posting.EventId is not null,
            $"<dt>Event</dt><dd><a href=\"/event/{posting.EventId}\">Show it in the calendar</a></dd>");
        return Markup.From($"""
            <h1>{Subject(posting.Kind, posting.Subject)}</h1>
            <p class="lead">{Chip(posting.Kind)} <a href="/mailbox?address={Uri.EscapeDataString(to)}">All mail of this mailbox</a></p>
            <dl class="head panel"><dt>From</dt><dd>{posting.From}</dd>{receivers}<dt>When</dt><dd>{Agenda.Moment(posting.At)}</dd>
            {Markup.When(posting.Comment is not null, $"<dt>Comment</dt><dd>{posting.Comment}</dd>")}
            {shown}</dl>
            {Frame("The mail's text", posting.Body)}
            """);
    }

    public static Markup Frame(string title, string html) => Markup.From(
        $"<iframe title=\"{title}\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"{FrameHead}{html}\"></iframe>");

    private static Markup Box(string address, int count, DeliveredMail latest)
    {
        var words = Markup.From(
            $"<strong>{address}</strong><span class=\"count\">{Mails(count)}</span><small>{Words(latest.Kind)}: {latest.Subject}</small>");
        return Markup.From($"<li><a href=\"/mailbox?address={Uri.EscapeDataString(address)}\">{words}</a></li>");
    }

    private static Markup Row(DeliveredMail mail)
    {
        var subject = Markup.From($"<a href=\"/mail/{mail.N}\">{Subject(mail.Kind, mail.Subject)}</a>");
        return Markup.From(
            $"<tr><td>{Chip(mail.Kind)}</td><td>{subject}</td><td>{mail.From}</td><td>{Agenda.Moment(mail.At)}</td></tr>");
    }

    private static string Mails(int count) => $"{count} {(count == 1 ? "mail" : "mails")}";

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
