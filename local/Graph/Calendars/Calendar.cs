using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>Changes events, whoever asks: the API or a person in Outlook. Mail and notifications follow from here.</summary>
internal sealed class Calendar(Exchange exchange)
{
    private readonly Invitations invitations = new(exchange);

    public StoredEvent Create(Mailbox mailbox, string? calendar, JsonObject sent)
    {
        var request = EventReader.Create(sent, exchange.Modes);
        var fingerprint = sent.ToJsonString();
        if (request.TransactionId is { } transaction && Repeated(mailbox, transaction, fingerprint) is { } earlier)
            return earlier;

        var number = exchange.NextNumber();
        var item = new StoredEvent
        {
            Number = number,
            Calendar = calendar,
            ICalUId = $"040000008200E00074C5B7101A82E008{DerivedIds.Guid($"{mailbox.Id} {exchange.Stamp} {number}"):N}".ToUpperInvariant(),
            TransactionId = request.TransactionId,
            Created = exchange.Now,
            Modified = exchange.Now,
            Change = exchange.NextChange(),
            Content = request.Content,
        };
        if (request.WantsMeeting)
            AddMeeting(mailbox, item);

        mailbox.Events[number] = item;
        if (request.TransactionId is { } id)
            mailbox.Transactions[id] = new PastTransaction(number, fingerprint);
        invitations.Created(mailbox, item);
        exchange.Announce("created", mailbox, item);
        return item;
    }

    /// <summary>True when anything changed. A body without the Teams block costs the meeting.</summary>
    public bool Change(Mailbox mailbox, StoredEvent item, JsonObject sent)
    {
        var before = item.Content;
        var request = EventReader.Change(before, sent, exchange.Modes);
        item.Content = request.Content;
        var lost = item.Meeting is { } meeting && !meeting.IsIn(item.Content.Body);
        if (lost)
            item.Meeting = null;
        if (item.Meeting is null && (request.WantsMeeting || (lost && exchange.Modes.LostBlockMakesNewMeeting)))
            AddMeeting(mailbox, item);

        var difference = EventDifference.Between(before, item.Content);
        if (!difference.Anything)
            return false;

        Touch(item);
        invitations.Changed(mailbox, item, difference);
        exchange.Announce("updated", mailbox, item);
        return true;
    }

    /// <summary>An attendee answers; the organiser's copy shows it.</summary>
    public bool Respond(Mailbox mailbox, StoredEvent item, string address, string response)
    {
        var index = item.Content.Attendees.FindIndex(attendee => attendee.Is(address));
        if (index < 0)
            return false;

        var answered = item.Content.Attendees[index] with { Response = response, Responded = exchange.Now };
        item.Content = item.Content with { Attendees = item.Content.Attendees.SetItem(index, answered) };
        Touch(item);
        exchange.Announce("updated", mailbox, item);
        return true;
    }

    /// <summary>Cancelled or deleted by the organiser: gone from the calendar, and everybody is told.</summary>
    public void Remove(Mailbox mailbox, StoredEvent item)
    {
        mailbox.Events.Remove(item.Number);
        mailbox.Removed.Add(item);
        Touch(item);
        invitations.Removed(mailbox, item);
        exchange.Announce("deleted", mailbox, item);
    }

    private StoredEvent? Repeated(Mailbox mailbox, string transaction, string fingerprint)
    {
        if (exchange.Modes.ForgetTransactionIds || !mailbox.Transactions.TryGetValue(transaction, out var past)
            || !mailbox.Events.TryGetValue(past.Event, out var item))
            return null;
        if (past.Fingerprint == fingerprint)
            return item;

        var annotations = new JsonObject();
        if (exchange.Modes.DuplicateTransactionNamesEvent)
            annotations["@event.existingEventId"] = exchange.IdOf(mailbox, item, immutable: true);
        throw new GraphErrorException(
            exchange.Modes.DuplicateTransactionStatus,
            "ErrorDuplicateTransactionId",
            "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.")
        {
            Annotations = annotations,
        };
    }

    private void AddMeeting(Mailbox mailbox, StoredEvent item)
    {
        var meeting = TeamsMeeting.Create(mailbox, exchange.NextNumber(), exchange.Stamp);
        item.Meeting = meeting;
        item.Content = item.Content with { Body = Html.AppendToBody(item.Content.Body, meeting.Block) };
    }

    private void Touch(StoredEvent item) => (item.Modified, item.Change) = (exchange.Now, exchange.NextChange());
}
