using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>Asks for a pull. A burst asks once: the message stays hidden for a moment, and whoever comes meanwhile is served by it.</summary>
public sealed class PullRequests(PathwayStorage storage, TimeProvider time)
{
    /// <summary>The message that asks to look at everything.</summary>
    public const string Whole = "whole";

    private const string Changes = "changes";
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private long nextTicks;

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcTicks;
        var next = Interlocked.Read(ref nextTicks);
        if (now < next || Interlocked.CompareExchange(ref nextTicks, now + Moment.Ticks, next) != next)
            return;
        try
        {
            await storage.Queue(names => names.CalendarPull).SendMessageAsync(Changes, Moment, timeToLive: null, cancellationToken);
        }
        catch
        {
            Interlocked.Exchange(ref nextTicks, 0);
            throw;
        }
    }

    public Task AskForEverythingAsync(CancellationToken cancellationToken) =>
        storage.Queue(names => names.CalendarPull).SendMessageAsync(Whole, cancellationToken);
}
