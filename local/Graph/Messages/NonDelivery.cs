using System.Net;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Messages;

/// <summary>Why a message came back, with its enhanced status code, and the report that says so.</summary>
internal sealed record NonDelivery(string Status, string Words)
{
    public static readonly NonDelivery UnknownAddress = new(
        "550 5.1.10", "The address was not found at the destination domain.");

    public static readonly NonDelivery TooManyRecipients = new(
        "550 5.1.90", "The mailbox has reached its daily limit of recipients.");

    public static readonly NonDelivery TooManyMessages = new(
        "550 5.2.0", "The mailbox is over its quota of submissions in a minute.");

    private const string ExchangeRecipient = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e";
    private const string FailedRecipients = "X-Failed-Recipients";

    /// <summary>Exchange's own recipient, in the domain of who gets the report.</summary>
    public static Recipient Sender(Mailbox mailbox) =>
        new($"{ExchangeRecipient}@{mailbox.Address.Split('@')[1]}", "Microsoft Outlook");

    public MessageContent Report(Mailbox sender, Posting posting, IReadOnlyList<string> failed)
    {
        var blank = MessageReader.Blank();
        var plain = blank.Plain.DeepClone().AsObject();
        plain["subject"] = $"Undeliverable: {posting.Subject}";
        plain["isRead"] = false;
        var lines = string.Concat(failed.Select(WebUtility.HtmlEncode).Select(
            address => $"<p><a href=\"mailto:{address}\">{address}</a><br>Remote server returned '{Status} {Words}'</p>"));
        return blank with
        {
            Plain = plain,
            Body = Html.Document($"<p><b>Delivery has failed to these recipients or groups:</b></p>{lines}"),
            To = [new Recipient(sender.Address, sender.DisplayName)],
            InternetHeaders = [new InternetHeader(FailedRecipients, string.Join(", ", failed))],
        };
    }
}
