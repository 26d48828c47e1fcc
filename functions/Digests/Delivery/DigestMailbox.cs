using Microsoft.Graph.Models;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// The programme's mailbox as digests use it. A draft carries its slot in an extended property, so that a run that died between
/// making it and writing its id down leaves something to find.
/// </summary>
public sealed class DigestMailbox(ProgrammeGraph graph)
{
    private const string SlotProperty = "String {5c2f1c9c-5a31-4d0a-9c5e-0d8f9d1a7b60} Name PathwayDigest";
    private const string DeletedItems = "deleteditems";

    /// <summary>What Exchange takes in one message.</summary>
    public const int MaxRecipients = 500;

    private static readonly string[] Columns = ["id", "isDraft", "parentFolderId"];

    private string? deletedItems;

    /// <summary>
    /// The slot's message, a sent one before a draft; the id is null when there is none. A draft that somebody
    /// deleted was never sent: where nobody has written its id down, there is none.
    /// </summary>
    public Task<(string? Id, MessagePlace Place)> FindAsync(SlotKey slot, CancellationToken cancellationToken) =>
        FindAsync(slot.ToString(), cancellationToken);

    /// <summary>The same for any mail of the programme that is sent once, by the name its draft carries.</summary>
    public async Task<(string? Id, MessagePlace Place)> FindAsync(string slot, CancellationToken cancellationToken)
    {
        var messages = graph.Mailbox.Messages;
        var found = await GraphPages.ReadAsync(
            messages.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{SlotProperty}' and ep/value eq '{slot}')";
                    request.QueryParameters.Select = Columns;
                },
                cancellationToken),
            page => page.Value,
            link => messages.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        foreach (var message in found.OrderBy(message => message.IsDraft))
        {
            if (await PlaceAsync(message, cancellationToken) is (MessagePlace.Drafts or MessagePlace.Sent) and var place)
                return (message.Id, place);
        }

        return (null, MessagePlace.Gone);
    }

    public Task<string> DraftAsync(
        SlotKey slot, DigestMail mail, IReadOnlyList<string> recipients, CancellationToken cancellationToken) =>
        DraftAsync(slot.ToString(), mail.Subject, mail.Html, recipients, cancellationToken);

    public async Task<string> DraftAsync(
        string slot, string subject, string html, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        var draft = await graph.Mailbox.Messages.PostAsync(
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
    public async Task<MessagePlace> LookAsync(string id, CancellationToken cancellationToken)
    {
        var (message, fault) = await GraphFault.CatchAsync(
            () => graph.Mailbox.Messages[id].GetAsync(request => request.QueryParameters.Select = Columns, cancellationToken), cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
        return message is null ? MessagePlace.Gone : await PlaceAsync(message, cancellationToken);
    }

    public Task SendAsync(string id, CancellationToken cancellationToken) =>
        graph.Mailbox.Messages[id].Send.PostAsync(cancellationToken: cancellationToken);

    private async Task<MessagePlace> PlaceAsync(Message message, CancellationToken cancellationToken)
    {
        if (message.IsDraft is not true)
            return MessagePlace.Sent;
        deletedItems ??= (await graph.Mailbox.MailFolders[DeletedItems].GetAsync(request => request.QueryParameters.Select = ["id"], cancellationToken))?.Id;
        return message.ParentFolderId == deletedItems ? MessagePlace.Deleted : MessagePlace.Drafts;
    }
}
