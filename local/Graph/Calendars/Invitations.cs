using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Messages;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>
/// Which attendee gets which mail: all of them an invitation, an update or a cancellation; after a change of attendees
/// alone only those who came or went. Nothing can suppress any of it.
/// </summary>
internal sealed class Invitations(Exchange exchange)
{
    private readonly Transport transport = new(exchange);

    public void Created(Mailbox mailbox, StoredEvent item) => Send("invite", mailbox, item, item.Content.Attendees);

    public void Removed(Mailbox mailbox, StoredEvent item, string? comment) =>
        Send("cancel", mailbox, item, item.Content.Attendees, comment);

    public void Changed(Mailbox mailbox, StoredEvent item, EventDifference difference)
    {
        var attendeesChanged = difference.Added.Count > 0 || difference.Removed.Count > 0;
        Send("invite", mailbox, item, difference.Added);
        Send("cancel", mailbox, item, difference.Removed);
        if (difference.SeenByAll || (attendeesChanged && exchange.Modes.AttendeeChangesMailEverybody))
            Send(
                "update",
                mailbox,
                item,
                item.Content.Attendees.Where(attendee => !difference.Added.Any(added => added.Is(attendee.Address))));
    }

    private void Send(
        string kind, Mailbox mailbox, StoredEvent item, IEnumerable<Attendee> attendees, string? comment = null)
    {
        string[] to =
        [
            .. attendees.Where(attendee => !attendee.Is(mailbox.Address)).Select(attendee => attendee.Address),
        ];
        transport.Submit(mailbox, new Posting(
            0,
            exchange.Now,
            kind,
            mailbox.Address,
            item.Content.Subject,
            item.Content.Body,
            exchange.IdOf(mailbox, item, immutable: true),
            null,
            to)
        {
            Comment = string.IsNullOrEmpty(comment) ? null : comment,
        });
    }
}
