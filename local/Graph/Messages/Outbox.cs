using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Messages;

/// <summary>Makes drafts and sends messages, each to every recipient once.</summary>
internal sealed class Outbox(Exchange exchange)
{
    private readonly Transport transport = new(exchange);

    public StoredMessage Draft(Mailbox mailbox, JsonObject sent, Folder folder)
    {
        var content = MessageReader.Read(MessageReader.Blank(), sent, exchange.Modes);
        var message = new StoredMessage
        {
            Number = exchange.NextNumber(),
            Folder = folder,
            Created = exchange.Now,
            Modified = exchange.Now,
            Change = exchange.NextChange(),
            Content = content,
        };
        return mailbox.Messages[message.Number] = message;
    }

    public void Send(Mailbox mailbox, StoredMessage message)
    {
        if (!message.IsDraft)
            throw new GraphErrorException(400, "ErrorInvalidRequest", "The message has already been sent.");

        var to = Recipients(message.Content);
        transport.CheckLimits(mailbox, to.Length);
        (message.Sent, message.Folder) = (exchange.Now, Folder.SentItems);
        (message.Modified, message.Change) = (exchange.Now, exchange.NextChange());
        if (exchange.Modes.SentItemsLagSeconds is > 0 and var lag)
            message.VisibleFrom = exchange.Now.AddSeconds(lag);
        transport.Submit(mailbox, new Posting(
            0,
            exchange.Now,
            "message",
            mailbox.Address,
            message.Content.Subject,
            message.Content.Body,
            null,
            exchange.IdOf(mailbox, message, immutable: true),
            to));
    }

    /// <summary>Without a draft that anybody could see, and without a trace when it is refused.</summary>
    public void SendAtOnce(Mailbox mailbox, JsonObject sent, bool keep)
    {
        transport.CheckLimits(
            mailbox, Recipients(MessageReader.Read(MessageReader.Blank(), sent, exchange.Modes)).Length);
        var message = Draft(mailbox, sent, Folder.Drafts);
        Send(mailbox, message);
        if (!keep)
            mailbox.Messages.Remove(message.Number);
    }

    private static string[] Recipients(MessageContent content)
    {
        string[] to =
        [
            .. content.Recipients.Select(recipient => recipient.Address).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return to.Length > 0
            ? to
            : throw new GraphErrorException(
                400,
                "ErrorInvalidRecipients",
                "At least one recipient isn't valid., A message can't be sent because it contains no recipients.");
    }
}
