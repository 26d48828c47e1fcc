namespace Pathway.Functions.Graph;

/// <summary>
/// Lets so many requests through at once. The limit may change while some are inside; nobody is turned out. At none,
/// nobody waits either.
/// </summary>
internal sealed class MailboxGate
{
    private readonly Lock gate = new();
    private readonly LinkedList<TaskCompletionSource> waiting = new();
    private int limit;
    private int inside;

    public int Inside
    {
        get
        {
            lock (gate)
                return inside;
        }
    }

    public void Limit(int most)
    {
        lock (gate)
        {
            limit = most;
            Admit();
        }
    }

    /// <summary>Comes through when there is room; dispose of what it answers to make room again.</summary>
    /// <exception cref="MailboxBusyException">The limit is none.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource> place;
        lock (gate)
        {
            place = waiting.AddLast(turn);
            Admit();
        }

        try
        {
            await turn.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Abandon(place);
            throw;
        }

        return new Place(this);
    }

    private void Abandon(LinkedListNode<TaskCompletionSource> place)
    {
        lock (gate)
        {
            if (place.List is null)
                inside--;
            else
                waiting.Remove(place);
            Admit();
        }
    }

    private void Admit()
    {
        while (waiting.First is { } next && (inside < limit || limit == 0))
        {
            waiting.RemoveFirst();
            if (limit == 0)
            {
                next.Value.SetException(new MailboxBusyException(MailboxShare.Wait));
                continue;
            }

            inside++;
            next.Value.SetResult();
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            inside--;
            Admit();
        }
    }

    private sealed class Place(MailboxGate owner) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                owner.Leave();
        }
    }
}
