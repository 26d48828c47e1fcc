using System.Collections.Concurrent;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// Asks for a pull. A burst asks once: the message stays hidden for a moment, and whoever comes meanwhile is served by it.
/// </summary>
public sealed class CalendarPullQueue(PathwayStorage storage, TimeProvider time)
{
    /// <summary>Follow the changes since the last pull.</summary>
    public const string Changes = "changes";

    /// <summary>Look at everything.</summary>
    public const string Whole = "whole";

    /// <summary>Prolong the subscription.</summary>
    public const string Renew = "renew";

    /// <summary>Make the subscription anew, and follow the changes it did not tell of.</summary>
    public const string Recreate = "recreate";

    private const char Between = '~';
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> servedUntil = new(StringComparer.Ordinal);

    /// <summary>A wish for one mailbox alone, by its mark; null is for all of them.</summary>
    public static string At(string wish, string? mark) => mark is null ? wish : $"{wish}{Between}{mark}";

    public static (string Wish, string? Mark) Read(string message) =>
        message.Split(Between) is [var wish, var mark] ? (wish, mark) : (message, null);

    public async Task SendAsync(string what, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcTicks;
        var until = servedUntil.GetOrAdd(what, 0);
        if (now < until || !servedUntil.TryUpdate(what, now + Moment.Ticks, until))
            return;
        try
        {
            await storage.Queue(names => names.CalendarPull)
                .SendMessageAsync(what, Moment, timeToLive: null, cancellationToken);
        }
        catch
        {
            // Whatever it was, nothing serves this moment: the next who asks must not be told so.
            servedUntil[what] = 0;
            throw;
        }
    }
}
