using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>Changes events, whoever asks: the API or a person in Outlook. Mail and notifications follow from here.</summary>
internal sealed class Calendar(Exchange exchange)
{
    private readonly Invitations invitations = new(exchange);
    private readonly PastTransactions transactions = new(exchange);

    public StoredEvent Create(Mailbox mailbox, string? calendar, JsonObject sent)
    {
        var request = EventReader.Create(sent, exchange.Modes);
        var fingerprint = sent.ToJsonString();
        if (request.TransactionId is { } transaction
            && transactions.Repeated(mailbox, transaction, fingerprint) is { } earlier)
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

    /// <summary>The event afterwards. A body without the Teams block costs the meeting.</summary>
    public StoredEvent Change(Mailbox mailbox, StoredEvent item, JsonObject sent)
    {
        var before = item.Content;
        if (item.Occurrence is not null && sent["recurrence"] is not null)
            throw RecurrenceReader.Fault("an occurrence of a series cannot repeat by itself.");
        var request = EventReader.Change(before, sent, exchange.Modes);
        if (item.Occurrence is not null)
            item = item.Copy();
        item.Content = request.Content;
        var lost = item.Meeting is { } meeting && !meeting.IsIn(item.Content.Body);
        if (lost)
            item.Meeting = null;
        if (item.Meeting is null && (request.WantsMeeting || (lost && exchange.Modes.LostBlockMakesNewMeeting)))
            AddMeeting(mailbox, item);

        var difference = EventDifference.Between(before, item.Content);
        if (!difference.Anything)
            return item;

        if (IsDeleted(mailbox, item))
        {
            // In Deleted Items it is changed without anybody seeing it.
            Touch(item);
            return item;
        }

        Keep(mailbox, item);
        Touch(item);
        SeriesChange.Follow(item, before, item.Change);
        invitations.Changed(mailbox, item, difference);
        exchange.Announce("updated", mailbox, item);
        return item;
    }

    /// <summary>An attendee answers; the organiser's copy shows it.</summary>
    public bool Respond(Mailbox mailbox, StoredEvent item, string address, string response)
    {
        var index = item.Content.Attendees.FindIndex(attendee => attendee.Is(address));
        if (index < 0)
            return false;

        item = item.Occurrence is null ? item : item.Copy();
        var answered = item.Content.Attendees[index] with { Response = response, Responded = exchange.Now };
        item.Content = item.Content with { Attendees = item.Content.Attendees.SetItem(index, answered) };
        Keep(mailbox, item);
        Touch(item);
        exchange.Announce("updated", mailbox, item);
        return true;
    }

    /// <summary>Cancelled or deleted by the organiser: gone from the calendar, and everybody is told.</summary>
    /// <exception cref="GraphErrorException">It is in Deleted Items already.</exception>
    /// <param name="comment">What the organiser says with it; it stands before everything else in the mail.</param>
    public void Remove(Mailbox mailbox, StoredEvent item, bool isCancelled = false, string? comment = null)
    {
        if (IsDeleted(mailbox, item))
            throw GraphErrorException.CannotDelete();

        item.IsCancelled = isCancelled;
        if (item.Occurrence is { } of)
        {
            SeriesChange.Cancel(mailbox.Events[of.Master], item, exchange.NextChange());
        }
        else
        {
            mailbox.Events.Remove(item.Number);
            mailbox.Removed.Add(item);
            Touch(item);
        }

        invitations.Removed(mailbox, item, comment);
        exchange.Announce("deleted", mailbox, item);
    }

    /// <summary>Out of Deleted Items into the calendar again. Nobody is told, and who had it no longer has.</summary>
    public void MoveBack(Mailbox mailbox, StoredEvent item)
    {
        mailbox.Removed.Remove(item);
        mailbox.Events[item.Number] = item;
        item.IsCancelled = false;
        Touch(item);
        exchange.Announce("created", mailbox, item);
    }

    private static bool IsDeleted(Mailbox mailbox, StoredEvent item) =>
        item.Occurrence is null && !mailbox.Events.ContainsKey(item.Number);

    private static void Keep(Mailbox mailbox, StoredEvent item)
    {
        if (item.Occurrence is { } of)
            SeriesChange.Except(mailbox.Events[of.Master], item);
    }

    private void AddMeeting(Mailbox mailbox, StoredEvent item)
    {
        var meeting = TeamsMeeting.Create(mailbox, exchange.NextNumber(), exchange.Stamp);
        if (exchange.Modes.StripBodyMarks)
            meeting = meeting with { Block = HtmlMarks.Strip(meeting.Block) };
        item.Meeting = meeting;
        item.Content = item.Content with { Body = Html.AppendToBody(item.Content.Body, meeting.Block) };
    }

    private void Touch(StoredEvent item) => (item.Modified, item.Change) = (exchange.Now, exchange.NextChange());
}
