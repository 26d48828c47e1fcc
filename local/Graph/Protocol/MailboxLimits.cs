using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>
/// What Exchange takes from one app for one mailbox, whichever way the mailbox is named: 4 requests at once, and so many
/// in ten minutes (https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits).
/// </summary>
internal sealed class MailboxLimits(TimeProvider time)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Guid, Load> loads = [];

    /// <summary>Takes a place until disposed; who finds none is answered 429.</summary>
    public IDisposable Enter(string path, int? perPeriod)
    {
        if (MailboxOf(path) is not { } mailbox)
            return new Place(this, null);

        lock (loads)
        {
            if (!loads.TryGetValue(mailbox, out var load))
                loads[mailbox] = load = new Load();
            var now = time.GetUtcNow();
            if (now - load.Since >= Period)
                (load.Since, load.Taken) = (now, 0);
            if (load.Inside >= AtOnce)
                throw Exceeded("MailboxConcurrency");
            if (load.Taken >= perPeriod)
                throw Exceeded("RequestCount");
            load.Inside++;
            load.Taken++;
            return new Place(this, load);
        }
    }

    /// <summary>Starts the ten minutes again; who is inside stays counted.</summary>
    public void Restart()
    {
        lock (loads)
        {
            foreach (var load in loads.Values)
                load.Taken = 0;
        }
    }

    private static GraphErrorException Exceeded(string limit) =>
        new(429, "ApplicationThrottled", $"Application is over its {limit} limit.");

    /// <summary>Whose mailbox a request is at, by whichever name; null where it is at none.</summary>
    public static Guid? MailboxOf(string path)
    {
        var segments = path.Replace("('", "/", StringComparison.Ordinal)
            .Replace("')", "", StringComparison.Ordinal)
            .Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is not [var users, var user, ..] || !users.Equals("users", StringComparison.OrdinalIgnoreCase))
            return null;
        return Guid.TryParse(user, out var id) ? id : Exchange.ObjectId(user);
    }

    private sealed class Load
    {
        public int Inside { get; set; }

        public int Taken { get; set; }

        public DateTimeOffset Since { get; set; }
    }

    private sealed class Place(MailboxLimits owner, Load? load) : IDisposable
    {
        public void Dispose()
        {
            if (load is null)
                return;
            lock (owner.loads)
                load.Inside--;
        }
    }
}
