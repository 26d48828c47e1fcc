using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Page;

/// <summary>One event: its text as invited people see it, and who answered what, college by college.</summary>
internal static class EventDetails
{
    private static readonly string[] Counted = ["Invited", "Yes", "Maybe", "No"];

    public static Markup Render(AgendaEntry entry)
    {
        var (content, meeting) = (entry.Event.Content, entry.Event.Meeting);
        var join = Markup.When(
            meeting is not null && !entry.IsCancelled,
            $"<p><a class=\"join\" href=\"{meeting?.JoinUrl}\" rel=\"noreferrer\">Join in Teams</a></p>");
        var people = content.Attendees.Select(
            attendee => Markup.From($"<li>{attendee.Address} <span class=\"count\">{attendee.Response}</span></li>"));
        return Markup.From($"""
            <h1>{content.Subject}</h1>
            <p class="lead">{Agenda.When(entry)} · <a href="/">Back to the calendar</a></p>
            <div class="columns">
            <div>{MailView.Frame("The event's text", content.Body)}</div>
            <aside aria-label="Who is invited">
            <section class="panel">
            {Markup.When(entry.IsCancelled, $"<p><span class=\"chip bad\">Cancelled</span></p>")}
            {join}
            <h2>Answers</h2>{Answers.From(content.Attendees).Render()}
            {Markup.When(content.Plain["hideAttendees"]!.GetValue<bool>(), $"<p class=\"facts\">Attendees do not see each other.</p>")}
            </section>
            <section class="panel scroll"><h2>By domain</h2>{ByDomain(content.Attendees)}
            <details id="people"><summary>Everybody ({content.Attendees.Count})</summary><ul class="list">{people}</ul></details>
            </section>
            </aside>
            </div>
            """);
    }

    private static Markup ByDomain(IEnumerable<Attendee> attendees)
    {
        var domains = attendees.GroupBy(
            attendee => attendee.Address[(attendee.Address.IndexOf('@', StringComparison.Ordinal) + 1)..],
            StringComparer.OrdinalIgnoreCase)
            .Select(domain => (Name: domain.Key, Answers: Answers.From([.. domain])))
            .OrderBy(domain => domain.Name, StringComparer.Ordinal);
        var heads = Counted.Select(word => Markup.From($"<th scope=\"col\" class=\"number\">{word}</th>"));
        return Markup.From($"""
            <table class="rows">
            <thead><tr><th scope="col">Domain</th>{heads}</tr></thead>
            <tbody>{domains.Select(domain => Row(domain.Name, domain.Answers))}</tbody>
            </table>
            """);
    }

    private static Markup Row(string domain, Answers answers)
    {
        var cells = new[] { answers.All, answers.Accepted, answers.Tentative, answers.Declined }.Select(
            count => Markup.From($"<td class=\"number\">{count}</td>"));
        return Markup.From($"<tr><td>{domain}</td>{cells}</tr>");
    }
}
