using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>
/// Counts whom each mailbox writes to, before it does: Exchange takes a message that is over its limits and returns it
/// later, when nobody looks. What there is no room for waits, and no other mailbox waits with it. A try that comes to
/// nothing stays counted, so that the count errs on the quiet side.
/// </summary>
public sealed class SendingBudget(
    PathwayStorage storage, MailboxRows rows, IOptions<GraphOptions> options, TimeProvider time) : IDisposable
{
    // A minute's limit passes by itself before anybody could look.
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Mailbox, SendingAccount> accounts = new();

    /// <summary>From each mailbox.</summary>
    public int PeopleADay => options.Value.RecipientsPerDay;

    /// <summary>Takes room for a message to so many people: null when it may be sent, else when there will be.</summary>
    public async Task<DateTimeOffset?> ReserveAsync(Mailbox mailbox, int people, CancellationToken cancellationToken)
    {
        if (people == 0)
            return null;
        DateTimeOffset? waits = null;
        await Account(mailbox).ChangeAsync(
            (sent, now) =>
            {
                var chance = sent.NextChance(
                    people, options.Value.RecipientsPerDay, options.Value.MessagesPerMinute, now);
                waits = chance > now ? chance : null;
                if (waits is null)
                    return sent.With(people, now);
                return sent.WaitsUntil >= chance || chance - now < WorthTelling
                    ? sent
                    : sent with { WaitsUntil = chance };
            },
            cancellationToken);
        return waits;
    }

    /// <summary>Exchange says that the mailbox has reached its limit, whatever was counted here: the rest waits.</summary>
    public Task SpendAllAsync(Mailbox mailbox, CancellationToken cancellationToken) => Account(mailbox).ChangeAsync(
        (sent, now) =>
            sent.SpentUntil > now
                ? sent
                : sent with { SpentUntil = sent.OldestLeaves(now), WaitsUntil = sent.OldestLeaves(now) },
        cancellationToken);

    public Task<SentMail> ReadAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        Account(mailbox).ReadAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var account in accounts.Values)
            account.Dispose();
    }

    private SendingAccount Account(Mailbox mailbox) =>
        accounts.GetOrAdd(mailbox, one => new SendingAccount(storage, rows, one, time));
}
