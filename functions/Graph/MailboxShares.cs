using System.Collections.Concurrent;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>What this instance of the app may ask at once, of each mailbox.</summary>
public sealed class MailboxShares(PathwayStorage storage, string instance, int most, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Mailbox, MailboxShare> shares = new();

    public MailboxShare ShareOf(Mailbox mailbox) =>
        shares.GetOrAdd(mailbox, one => new MailboxShare(storage, one, instance, most, time));

    public void Dispose()
    {
        foreach (var share in shares.Values)
            share.Dispose();
    }
}
