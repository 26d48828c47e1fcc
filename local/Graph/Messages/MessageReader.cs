using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Messages;

using static PropertySchema;

/// <summary>
/// Reads a message's JSON onto what was there before (https://learn.microsoft.com/graph/api/resources/message).
/// </summary>
internal static class MessageReader
{
    private static readonly PropertySchema Properties = new(
        "microsoft.graph.message",
        new Dictionary<string, Kind>
        {
            ["subject"] = Text(),
            ["importance"] = OneOf("normal", "low", "high"),
            ["categories"] = Texts(),
            ["isRead"] = Flag(true),
            ["isDeliveryReceiptRequested"] = Flag(false),
            ["isReadReceiptRequested"] = Flag(false),
            ["inferenceClassification"] = OneOf("focused", "other"),
        },
        new HashSet<string>
        {
            "body",
            "toRecipients",
            "ccRecipients",
            "bccRecipients",
            "replyTo",
            "internetMessageHeaders",
            "singleValueExtendedProperties",
            "attachments",
        },
        new HashSet<string>
        {
            "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "receivedDateTime", "sentDateTime",
            "hasAttachments",
            "internetMessageId", "bodyPreview", "parentFolderId", "conversationId", "conversationIndex", "isDraft",
            "webLink", "sender", "from", "flag",
        });

    public static MessageContent Blank()
    {
        var plain = new JsonObject();
        foreach (var name in Properties.PlainNames)
            plain[name] = Properties.DefaultOf(name);
        return new MessageContent { Plain = plain };
    }

    public static MessageContent Read(MessageContent current, JsonObject sent, SimulatorModes modes)
    {
        var content = current;
        var plain = Properties.Read(sent, current.Plain, (name, value) => content = Apply(content, name, value, modes));
        content = content with { Plain = modes.TruncateSubject ? Subjects.Cut(plain) : plain };
        Addresses.Check([.. content.Recipients.Select(recipient => recipient.Address)], modes);
        return content;
    }

    private static MessageContent Apply(MessageContent content, string name, JsonNode? value, SimulatorModes modes) =>
        name switch
        {
            "body" => content with { Body = Html.Read(value, modes.StripBodyMarks) },
            "toRecipients" => content with { To = Recipients(value) },
            "ccRecipients" => content with { Cc = Recipients(value) },
            "bccRecipients" => content with { Bcc = Recipients(value) },
            "replyTo" => content with { ReplyTo = Recipients(value) },
            "internetMessageHeaders" => content with { InternetHeaders = InternetHeaders(value) },
            "attachments" when value is JsonArray { Count: > 0 } => throw GraphErrorException.NotModelled("attachments"),
            "singleValueExtendedProperties" =>
                content with { ExtendedProperties = ExtendedProperties.Read(value, content.ExtendedProperties) },
            _ => content,
        };

    private static ImmutableList<Recipient> Recipients(JsonNode? value) => [.. value.List().Select(Addresses.Read)];

    private static ImmutableList<InternetHeader> InternetHeaders(JsonNode? value)
    {
        if (value is not JsonArray { Count: > 0 } given)
            throw new GraphErrorException(
                400,
                "InvalidInternetMessageHeaderCollection",
                "The collection of internet message headers must not be empty.");
        if (given.Count > 5)
            throw new GraphErrorException(
                400,
                "InvalidInternetMessageHeaderCollection",
                "Maximum number of headers in one message should be less than or equal to 5.");

        var headers = given.Select(header => header as JsonObject)
            .Select(header => new InternetHeader(header?["name"].Text() ?? "", header?["value"].Text() ?? ""))
            .ToImmutableList();
        foreach (var header in headers.Where(header => !header.Name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)))
            throw new GraphErrorException(
                400,
                "InvalidInternetMessageHeader",
                $"The internet message header name '{header.Name}' should start with 'x-' or 'X-'.");
        return headers;
    }
}
