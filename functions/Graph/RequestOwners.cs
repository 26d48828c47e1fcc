using System.Collections.Concurrent;

namespace Pathway.Functions.Graph;

/// <summary>
/// At whose mailbox a request is: Exchange counts what an application asks of each, by whichever name it asks.
/// </summary>
public sealed class RequestOwners(Mailboxes mailboxes)
{
    private readonly ConcurrentDictionary<string, Mailbox> byObjectId = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Teams' meetings are found by the organiser's object id alone.</summary>
    public void Learn(string objectId, Mailbox mailbox) => byObjectId[objectId] = mailbox;

    /// <summary>What is at no mailbox, such as a subscription, counts for the first one.</summary>
    public Mailbox Find(Uri? request) =>
        request?.Segments is [_, _, "users/", var user, ..] && Uri.UnescapeDataString(user.TrimEnd('/')) is var name
            ? name.Contains('@', StringComparison.Ordinal)
                ? Mailbox.Parse(name)
                : byObjectId.GetValueOrDefault(name, mailboxes.First)
            : mailboxes.First;
}
