using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Messages;

/// <summary>
/// Brings mail to its recipients. What cannot be brought comes back to the sender's inbox: Exchange takes a message
/// first and finds out afterwards (the service description of Exchange Online, sending limits).
/// </summary>
internal sealed class Transport(Exchange exchange)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public void Submit(Mailbox sender, Posting posting)
    {
        if (posting.To.Count == 0)
            return;

        var room = Room(sender);
        var taken = posting.To.Take(room).ToList();
        var unknown = taken.Where(address => exchange.Modes.Bounces.Contains(address, StringComparer.OrdinalIgnoreCase))
            .ToList();
        sender.Submissions.Add(new Submission(exchange.Now, taken.Count));
        exchange.Mail.Deliver(posting with { To = [.. taken.Except(unknown)] });
        Return(sender, posting, unknown, NonDelivery.UnknownAddress);
        var limit = IsPastMinute(sender) ? NonDelivery.TooManyMessages : NonDelivery.TooManyRecipients;
        Return(sender, posting, [.. posting.To.Skip(room)], limit);
    }

    /// <exception cref="GraphErrorException">The limits are passed, and the mode is to say so at once.</exception>
    public void CheckLimits(Mailbox sender, int recipients)
    {
        if (exchange.Modes.SendingLimitsThrottle && Room(sender) < recipients)
            throw new GraphErrorException(429, "ApplicationThrottled", "The mailbox is over its sending limit.");
    }

    /// <summary>How many recipients the next message may reach.</summary>
    private int Room(Mailbox sender)
    {
        sender.Submissions.RemoveAll(submission => exchange.Now - submission.At >= Day);
        if (SentInMinute(sender) >= exchange.Modes.MessagesPerMinute)
            return 0;
        return exchange.Modes.RecipientsPerDay is { } limit
            ? Math.Max(0, limit - sender.Submissions.Sum(submission => submission.Recipients))
            : int.MaxValue;
    }

    /// <summary>Asked after the message itself was counted.</summary>
    private bool IsPastMinute(Mailbox sender) => SentInMinute(sender) > exchange.Modes.MessagesPerMinute;

    private int SentInMinute(Mailbox sender) =>
        sender.Submissions.Count(submission => exchange.Now - submission.At < Minute);

    private void Return(Mailbox sender, Posting posting, List<string> failed, NonDelivery reason)
    {
        if (failed.Count == 0)
            return;
        var number = exchange.NextNumber();
        sender.Messages[number] = new StoredMessage
        {
            Number = number,
            Folder = Folder.Inbox,
            Created = exchange.Now,
            Modified = exchange.Now,
            Sent = exchange.Now,
            Change = exchange.NextChange(),
            From = NonDelivery.Sender(sender),
            Content = reason.Report(sender, posting, failed),
        };
    }
}
