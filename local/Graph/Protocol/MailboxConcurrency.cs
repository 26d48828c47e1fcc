using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>Exchange's limit of 4 requests at once for an app and a mailbox, whichever way the mailbox is named.</summary>
internal sealed class MailboxConcurrency
{
    private const int Limit = 4;

    private readonly Dictionary<string, int> inside = [];

    /// <summary>Takes a place until disposed; the fifth is answered 429.</summary>
    public IDisposable Enter(string path)
    {
        var mailbox = MailboxOf(path);
        lock (inside)
        {
            var now = inside.GetValueOrDefault(mailbox);
            if (now >= Limit && mailbox.Length > 0)
                throw new GraphErrorException(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
            inside[mailbox] = now + 1;
        }

        return new Place(this, mailbox);
    }

    private static string MailboxOf(string path)
    {
        var segments = path.Replace("('", "/", StringComparison.Ordinal).Replace("')", "", StringComparison.Ordinal).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is not [var users, var user, ..] || !users.Equals("users", StringComparison.OrdinalIgnoreCase))
            return "";
        return Guid.TryParse(user, out var id) ? id.ToString() : Exchange.ObjectId(user).ToString();
    }

    private sealed class Place(MailboxConcurrency owner, string mailbox) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.inside)
            {
                if (--owner.inside[mailbox] == 0)
                    owner.inside.Remove(mailbox);
            }
        }
    }
}
