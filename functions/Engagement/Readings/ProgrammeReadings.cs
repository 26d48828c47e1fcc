using Microsoft.Extensions.Logging;
using NodaTime;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Readings;

/// <summary>
/// One reading of the colleges' counters for all pages of this instance. A page is shown what is at most a minute old and says how
/// old; from ten seconds on it is read anew behind the answer, so that who goes from page to page waits once.
/// </summary>
public sealed partial class ProgrammeReadings(
    CounterReader counters,
    YearGroupReader yearGroups,
    FactsBacklogReader backlogs,
    LondonClock clock,
    ILogger<ProgrammeReadings> logger)
{
    /// <summary>The oldest that is shown.</summary>
    public static readonly Duration MostAge = Duration.FromMinutes(1);

    private static readonly Duration FreshFor = Duration.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly SharedReading starting = new();
    private ProgrammeReading? current;
    private Task refreshing = Task.CompletedTask;
    private long edition;

    /// <summary>The refreshing that runs behind the answers, or the last that did.</summary>
    internal Task Refreshing
    {
        get
        {
            lock (gate)
                return refreshing;
        }
    }

    public async Task<ProgrammeReading> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Usable() is { } reading)
                return reading;
            ProgrammeReading? started = null;
            if (await starting.ReadOrJoinAsync(async () => started = await StartAsync(cancellationToken), cancellationToken))
                return started!;
        }
    }

    /// <summary>Shows nothing of what was read before: somebody was erased.</summary>
    public void Forget()
    {
        lock (gate)
            (current, edition) = (null, edition + 1);
    }

    private ProgrammeReading? Usable()
    {
        lock (gate)
        {
            // After the clock was put back nobody knows how old it is.
            if (current is null || clock.Now - current.At!.Value is var age && (age > MostAge || age < Duration.Zero))
                return null;
            if (age > FreshFor && refreshing.IsCompleted)
                refreshing = RefreshAsync(current);
            return current;
        }
    }

    private async Task<ProgrammeReading> StartAsync(CancellationToken cancellationToken)
    {
        var begun = Interlocked.Read(ref edition);
        var reading = await BeginAsync(cancellationToken);
        Keep(reading, begun);
        return reading;
    }

    private async Task RefreshAsync(ProgrammeReading before)
    {
        var begun = edition;

        // Not on the thread of the page that is being answered.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var reading = await BeginAsync(CancellationToken.None);
            await reading.FollowAsync(before, CancellationToken.None);
            Keep(reading, begun);
        }
        // Nobody waits for it: the old reading is shown until it is a minute old, then a page meets the failure itself.
#pragma warning disable CA1031
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotRefreshed(logger, failure);
        }
    }

    private async Task<ProgrammeReading> BeginAsync(CancellationToken cancellationToken)
    {
        var at = clock.Now;
        return new ProgrammeReading(counters, yearGroups, at, await backlogs.ReadAsync(cancellationToken));
    }

    /// <summary>One that began before somebody was erased is not shown to the next.</summary>
    private void Keep(ProgrammeReading reading, long begun)
    {
        lock (gate)
        {
            if (edition == begun)
                current = reading;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The colleges' figures could not be read anew; pages show those of before for up to a minute.")]
        public static partial void NotRefreshed(ILogger logger, Exception failure);
    }
}
