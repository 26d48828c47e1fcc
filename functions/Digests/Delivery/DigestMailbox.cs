using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
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
    private const int MaxRecipients = 500;

    /// <summary>The slot's message, a sent one before a draft; the id is null when there is none.</summary>
    public async Task<(string? Id, MessagePlace Place)> FindAsync(SlotKey slot, CancellationToken cancellationToken)
    {
        var found = await graph.Mailbox.Messages.GetAsync(
            request =>
            {
                request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{SlotProperty}' and ep/value eq '{slot}')";
                request.QueryParameters.Select = ["id", "isDraft"];
            },
            cancellationToken);
        var first = found?.Value?.OrderBy(message => message.IsDraft).FirstOrDefault();
        return (first?.Id, first switch { null => MessagePlace.Gone, { IsDraft: true } => MessagePlace.Drafts, _ => MessagePlace.Sent });
    }

    public async Task<string> DraftAsync(SlotKey slot, DigestMail mail, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        var draft = await graph.Mailbox.Messages.PostAsync(
            new Message
            {
                Subject = mail.Subject,
                Body = new ItemBody { ContentType = BodyType.Html, Content = mail.Html },
                ToRecipients = [.. recipients.Take(MaxRecipients).Select(address => new Recipient { EmailAddress = new EmailAddress { Address = address } })],
                SingleValueExtendedProperties = [new SingleValueLegacyExtendedProperty { Id = SlotProperty, Value = slot.ToString() }],
            },
            cancellationToken: cancellationToken);
        return draft?.Id ?? throw new InvalidOperationException("Graph answered a new draft without its id.");
    }

    /// <summary>Where a message is that was drafted before: its id stays the same when it is sent.</summary>
    public async Task<MessagePlace> LookAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var message = await graph.Mailbox.Messages[id].GetAsync(request => request.QueryParameters.Select = ["id", "isDraft"], cancellationToken);
            return message?.IsDraft == true ? MessagePlace.Drafts : MessagePlace.Sent;
        }
        catch (ODataError gone) when (gone.ResponseStatusCode == 404)
        {
            return MessagePlace.Gone;
        }
    }

    public Task SendAsync(string id, CancellationToken cancellationToken) =>
        graph.Mailbox.Messages[id].Send.PostAsync(cancellationToken: cancellationToken);
}
