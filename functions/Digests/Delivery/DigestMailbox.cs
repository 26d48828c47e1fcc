using System.Collections.Concurrent;
using Microsoft.Graph.Models;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Graph;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// The programme's mailboxes as digests use them. A draft carries its slot in an extended property, so that a run that died between
/// making it and writing its id down leaves something to find.
/// </summary>
public sealed class DigestMailbox(ProgrammeGraph graph)
{
    private const string SlotProperty = "String {5c2f1c9c-5a31-4d0a-9c5e-0d8f9d1a7b60} Name PathwayDigest";
    private const string DeletedItems = "deleteditems";

    /// <summary>What Exchange takes in one message.</summary>
    public const int MaxRecipients = 500;

    private static readonly string[] Columns = ["id", "isDraft", "parentFolderId"];

    private readonly ConcurrentDictionary<Mailbox, string> deletedItems = new();

    /// <summary>
    /// The slot's message, a sent one before a draft; the id is null when there is none. A draft that somebody
    /// deleted was never sent: where nobody has written its id down, there is none.
    /// </summary>
    public Task<(string? Id, MessagePlace Place)> FindAsync(
        Mailbox mailbox, SlotKey slot, CancellationToken cancellationToken) =>
        FindAsync(mailbox, slot.ToString(), cancellationToken);

    /// <summary>The same for any mail of the programme that is sent once, by the name its draft carries.</summary>
    public async Task<(string? Id, MessagePlace Place)> FindAsync(
        Mailbox mailbox, string slot, CancellationToken cancellationToken)
    {
        var messages = graph.At(mailbox).Messages;
        var found = await GraphPages.ReadAsync(
            messages.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter =
                        $"singleValueExtendedProperties/Any(ep: ep/id eq '{SlotProperty}' and ep/value eq '{slot}')";
                    request.QueryParameters.Select = Columns;
                },
                cancellationToken),
            page => page.Value,
            link => messages.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        foreach (var message in found.OrderBy(message => message.IsDraft))
        {
            if (await PlaceAsync(mailbox, message, cancellationToken) is (MessagePlace.Drafts or MessagePlace.Sent) and var place)
                return (message.Id, place);
        }

        return (null, MessagePlace.Gone);
    }

    public Task<string> DraftAsync(
        Mailbox mailbox, SlotKey slot, DigestMail mail, IReadOnlyList<string> recipients, CancellationToken cancellationToken) =>
        DraftAsync(mailbox, slot.ToString(), mail.Subject, mail.Html, recipients, cancellationToken);

    public async Task<string> DraftAsync(
        Mailbox mailbox,
        string slot,
        string subject,
        string html,
        IReadOnlyList<string> recipients,
        CancellationToken cancellationToken)
    {
        var draft = await graph.At(mailbox).Messages.PostAsync(
            new Message
            {
                Subject = subject,
                Body = new ItemBody { ContentType = BodyType.Html, Content = html },
                ToRecipients =
                [
                    .. recipients.Take(MaxRecipients)
                        .Select(address => new Recipient { EmailAddress = new EmailAddress { Address = address } }),
                ],
                SingleValueExtendedProperties =
                [
                    new SingleValueLegacyExtendedProperty { Id = SlotProperty, Value = slot },
                ],
            },
            cancellationToken: cancellationToken);
        return draft?.Id ?? throw new InvalidOperationException("Graph answered a new draft without its id.");
    }

    /// <summary>
    /// Where a message is that was drafted before: its id stays the same when it is sent, and when it is deleted.
    /// </summary>
    public async Task<MessagePlace> LookAsync(Mailbox mailbox, string id, CancellationToken cancellationToken)
    {
        var (message, fault) = await GraphFault.CatchAsync(
            () => graph.At(mailbox).Messages[id].GetAsync(
                request => request.QueryParameters.Select = Columns, cancellationToken),
            cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
        return message is null ? MessagePlace.Gone : await PlaceAsync(mailbox, message, cancellationToken);
    }

    public Task SendAsync(Mailbox mailbox, string id, CancellationToken cancellationToken) =>
        graph.At(mailbox).Messages[id].Send.PostAsync(cancellationToken: cancellationToken);

    private async Task<MessagePlace> PlaceAsync(
        Mailbox mailbox, Message message, CancellationToken cancellationToken)
    {
        if (message.IsDraft is not true)
            return MessagePlace.Sent;
        if (!deletedItems.TryGetValue(mailbox, out var deleted))
        {
            var folder = await graph.At(mailbox).MailFolders[DeletedItems]
                .GetAsync(request => request.QueryParameters.Select = ["id"], cancellationToken);
            deleted = deletedItems[mailbox] = folder?.Id ?? "";
        }

        return message.ParentFolderId == deleted ? MessagePlace.Deleted : MessagePlace.Drafts;
    }
}
