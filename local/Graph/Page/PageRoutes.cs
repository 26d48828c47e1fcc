using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Page;

/// <summary>The pages for people: the calendar, an event, a mailbox, a mail.</summary>
internal sealed class PageRoutes(Exchange exchange, Journal journal)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", (HttpContext context, string? mailbox, string? find) =>
            Page(context, "Calendar", () => HomeView.Render(exchange, journal, mailbox, find), follows: true));
        app.MapGet("/event/{id}", (HttpContext context, string id) => Page(context, "Event", () => Event(id)));
        app.MapGet(
            "/mailbox",
            (HttpContext context, string address) => Page(context, address, () => MailView.Mailbox(exchange.Mail, address)));
        app.MapGet("/mail/{n:long}", (HttpContext context, long n) => Page(context, "Mail", () => Mail(n)));
        app.MapGet("/version", () => Version());
    }

    private Markup? Event(string id)
    {
        foreach (var mailbox in exchange.Mailboxes)
        {
            if (Agenda.From(exchange, mailbox).Entries.FirstOrDefault(entry => entry.Id == id) is { } found)
                return EventDetails.Render(found);
        }

        return exchange.FindEvent(id) is { } master
            ? EventDetails.Render(Agenda.EntryOf(exchange, master.Mailbox, master.Event, false))
            : null;
    }

    private Markup? Mail(long n) => exchange.Mail.Containing(n) is { } posting ? MailView.Mail(posting, n) : null;

    private string Version()
    {
        lock (exchange.Gate)
            return $"{exchange.Stamp}-{exchange.LastChange}-{journal.Count}-{exchange.Mail.Postings.Count}";
    }

    private IResult Page(HttpContext context, string title, Func<Markup?> render, bool follows = false)
    {
        context.Response.Headers.ContentSecurityPolicy = Layout.ContentSecurityPolicy;
        context.Response.Headers.CacheControl = "no-store";
        lock (exchange.Gate)
        {
            return render() is { } main
                ? Results.Content(Layout.Page(title, Version(), main, follows), "text/html; charset=utf-8")
                : Results.Content(
                    Layout.Page(
                        "Not found",
                        "",
                        new Markup(
                            "<h1>Not found</h1>"
                            + "<p class=\"lead\">It is not here, or no longer. <a href=\"/\">Back to the calendar</a></p>")),
                    "text/html; charset=utf-8",
                    statusCode: 404);
        }
    }
}
