using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Messages;

/// <summary>A message as a caller sees it: every property by its Graph name, in Graph's order.</summary>
internal sealed class MessageView(Exchange exchange, Mailbox mailbox, StoredMessage item, Preferences prefer)
{
    /// <summary>Internet headers come only to who selects them.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "@odata.etag", "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "categories", "receivedDateTime",
        "sentDateTime",
        "hasAttachments", "internetMessageId", "subject", "bodyPreview", "importance", "parentFolderId",
        "conversationId",
        "isDeliveryReceiptRequested", "isReadReceiptRequested", "isRead", "isDraft", "webLink",
        "inferenceClassification", "body", "sender",
        "from", "toRecipients", "ccRecipients", "bccRecipients", "replyTo", "flag",
    ];

    private MessageContent Content => item.Content;

    public JsonNode? Property(string name) => name switch
    {
        "@odata.etag" => $"W/\"{exchange.ChangeKey(mailbox, item.Change)}\"",
        "id" => exchange.IdOf(mailbox, item, prefer.ImmutableIds),
        "changeKey" => exchange.ChangeKey(mailbox, item.Change),
        "createdDateTime" => Moment(item.Created),
        "lastModifiedDateTime" => Moment(item.Modified),
        "receivedDateTime" or "sentDateTime" => Moment(item.Sent ?? item.Created),
        "hasAttachments" => false,
        "isDraft" => item.IsDraft,
        "internetMessageId" =>
            $"<{DerivedIds.Guid($"message {mailbox.Id} {exchange.Stamp} {item.Number}")}@simulator.example>",
        "bodyPreview" => Html.Preview(Content.Body),
        "parentFolderId" => MessageRoutes.FolderId(mailbox, item.Folder),
        "conversationId" => DerivedIds.Opaque($"conversation {mailbox.Id} {item.Number}"),
        "webLink" =>
            "https://outlook.office365.com/owa/"
                + $"?ItemID={Uri.EscapeDataString(exchange.IdOf(mailbox, item, prefer.ImmutableIds))}"
                + "&exvsurl=1&viewmodel=ReadMessageItem",
        "body" => Html.Render(Content.Body, prefer),
        "sender" or "from" =>
            Addresses.Render(item.From?.Address ?? mailbox.Address, item.From?.Name ?? mailbox.DisplayName),
        "toRecipients" => Recipients(Content.To),
        "ccRecipients" => Recipients(Content.Cc),
        "bccRecipients" => Recipients(Content.Bcc),
        "replyTo" => Recipients(Content.ReplyTo),
        "flag" => new JsonObject { ["flagStatus"] = "notFlagged" },
        "singleValueExtendedProperties" => ExtendedProperties.Render(Content.ExtendedProperties),
        "internetMessageHeaders" =>
            new JsonArray(
                [.. Content.InternetHeaders.Select(header => new JsonObject { ["name"] = header.Name, ["value"] = header.Value })]),
        _ when Content.Plain.TryGetPropertyValue(name, out var plain) => plain,
        _ =>
            throw GraphErrorException.BadRequest(
                $"Could not find a property named '{name}' on type 'microsoft.graph.message'."),
    };

    /// <summary>For <c>$filter</c>: as <see cref="Property"/>, but Exchange does not search headers.</summary>
    public JsonNode? Filterable(string name) => name == "internetMessageHeaders"
        ? throw new GraphErrorException(
            400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.")
        : Property(name);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static JsonArray Recipients(IEnumerable<Recipient> recipients) =>
        [.. recipients.Select(recipient => Addresses.Render(recipient.Address, recipient.Name))];
}
