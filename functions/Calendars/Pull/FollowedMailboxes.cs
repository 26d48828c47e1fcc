using System.Runtime.ExceptionServices;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// The mailboxes whose calendars are followed: those on the list, and those taken off it for as long as they hold events
/// ahead. What goes wrong at one stops none of the others.
/// </summary>
public sealed class FollowedMailboxes(PullStateStore store)
{
    /// <param name="mark">Of the one that is asked for; null for all of them.</param>
    public async Task<IReadOnlyList<Mailbox>> AllAsync(string? mark, CancellationToken cancellationToken) =>
    [
        .. (await store.AllAsync(cancellationToken)).Select(state => state.Mailbox)
            .Where(mailbox => mark is null || mailbox.Mark == mark),
    ];

    public Task EachAsync(Func<Mailbox, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        EachAsync(null, act, cancellationToken);

    /// <exception cref="AggregateException">More than one failed; a failure alone is thrown as it is.</exception>
    public async Task EachAsync(
        string? mark, Func<Mailbox, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var mailbox in await AllAsync(mark, cancellationToken))
        {
            if (await TryAsync(() => act(mailbox, cancellationToken), cancellationToken) is { } failure)
                failures.Add(failure);
        }

        Throw(failures);
    }

    public static void Throw(IReadOnlyList<Exception> failures)
    {
        if (failures is [var only])
            ExceptionDispatchInfo.Throw(only);
        if (failures.Count > 0)
            throw new AggregateException("Some of the programme's calendars could not be followed.", failures);
    }

    public static async Task<Exception?> TryAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act();
            return null;
        }
#pragma warning disable CA1031 // Whatever is wrong with one mailbox must not cost the others theirs; all of it is thrown at the end.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return failure;
        }
    }
}
