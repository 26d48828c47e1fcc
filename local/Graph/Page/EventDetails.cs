using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Page;

/// <summary>One event: its text as invited people see it, and who answered what, college by college.</summary>
internal static class EventDetails
{
    public static Markup Render(AgendaEntry entry)
    {
        var (content, meeting) = (entry.Event.Content, entry.Event.Meeting);
        return Markup.From($"""
            <h1>{content.Subject}</h1>
            <p class="lead">{Agenda.When(entry)} · <a href="/">Back to the calendar</a></p>
            <div class="columns">
            <div>{MailView.Frame("The event's text", content.Body)}</div>
            <aside aria-label="Who is invited">
            <section class="panel">
            {Markup.When(entry.IsCancelled, $"<p><span class=\"chip bad\">Cancelled</span></p>")}
            {Markup.When(meeting is not null && !entry.IsCancelled, $"<p><a class=\"join\" href=\"{meeting?.JoinUrl}\" rel=\"noreferrer\">Join in Teams</a></p>")}
            <h2>Answers</h2>{Answers.From(content.Attendees).Render()}
            {Markup.When(content.Plain["hideAttendees"]!.GetValue<bool>(), $"<p class=\"facts\">Attendees do not see each other.</p>")}
            </section>
            <section class="panel scroll"><h2>By domain</h2>{ByDomain(content.Attendees)}
            <details id="people"><summary>Everybody ({content.Attendees.Count})</summary><ul class="list">{content.Attendees.Select(attendee => Markup.From($"<li>{attendee.Address} <span class=\"count\">{attendee.Response}</span></li>"))}</ul></details>
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
            .Select(domain => (Name: domain.Key, Answers: Answers.From([.. domain])));
        return Markup.From($"""
            <table class="rows">
            <thead><tr><th scope="col">Domain</th><th scope="col" class="number">Invited</th><th scope="col" class="number">Yes</th><th scope="col" class="number">Maybe</th><th scope="col" class="number">No</th></tr></thead>
            <tbody>{domains.OrderBy(domain => domain.Name, StringComparer.Ordinal).Select(domain => Markup.From($"<tr><td>{domain.Name}</td><td class=\"number\">{domain.Answers.All}</td><td class=\"number\">{domain.Answers.Accepted}</td><td class=\"number\">{domain.Answers.Tentative}</td><td class=\"number\">{domain.Answers.Declined}</td></tr>"))}</tbody>
            </table>
            """);
    }
}
