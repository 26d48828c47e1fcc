using Microsoft.Extensions.Logging;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Backups;

/// <summary>What the clock does for backups: goes on with what was begun, makes one a night, reads it back, lets old ones go.</summary>
public sealed partial class BackupKeeping(
    BackupStore store,
    BackupRun run,
    BackupCheck check,
    RestoreRun restore,
    LondonClock clock,
    TimeProvider time,
    ILogger<BackupKeeping> logger)
{
    /// <summary>
    /// Days for which a backup is kept; after them it goes, and with it whoever was erased since. The account's own
    /// rule for the container says the same (infra/programme.bicep).
    /// </summary>
    public const int Days = 30;

    /// <summary>The night's hour in London: nobody is at work, and the reconciliation of the calendar is over.</summary>
    public const int Hour = 4;

    // Below the ten minutes in which another instance may be asked to do the same.
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan Night = TimeSpan.FromHours(20);

    /// <summary>Asks for a backup. While one goes on, asking again is asking once.</summary>
    public async Task<Backup> RequestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await NewestAsync(cancellationToken) is { IsDone: false } running)
                return running;
            var now = time.GetUtcNow();
            var id = Backup.IdOf(now);
            if (await store.SaveAsync(new Backup(id, now), cancellationToken) is { } asked)
                return asked;
            if (await store.FindAsync(id, cancellationToken) is { } same)
                return same;
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Slice;
        if (await store.FindRestoreAsync(cancellationToken) is { FinishedAt: null } half)
        {
            // First back, then anything new: what is half there is no backup.
            if (await restore.ContinueAsync(half, until, cancellationToken) is { FinishedAt: not null } done)
                Log.Restored(logger, done.Backup, done.Done);
            return;
        }

        var newest = await NewestAsync(cancellationToken);
        if (newest is null or { IsDone: true } && IsNight(newest))
            newest = await RequestAsync(cancellationToken);
        if (newest is { IsDone: false })
        {
            newest = await run.ContinueAsync(newest, until, cancellationToken);
            if (newest is { IsDone: true })
                Log.Made(logger, newest.Id, newest.Parts.Count, newest.Unsettled);
        }

        if (newest is { IsDone: true, CheckedAt: null })
            await CheckAsync(newest, cancellationToken);
    }

    private async Task CheckAsync(Backup backup, CancellationToken cancellationToken)
    {
        if (await check.RunAsync(backup, cancellationToken) is not { } read)
            return;
        if (read.Fault is { } fault)
            Log.Unreadable(logger, read.Id, fault);
        await PurgeAsync(cancellationToken);
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var oldest = Backup.IdOf(time.GetUtcNow().AddDays(-Days));
        foreach (var id in await store.IdsAsync(cancellationToken))
        {
            if (string.CompareOrdinal(id, oldest) < 0)
                await store.DeleteAsync(id, cancellationToken);
        }
    }

    private async Task<Backup?> NewestAsync(CancellationToken cancellationToken) =>
        await store.IdsAsync(cancellationToken) is [var id, ..]
            ? await store.FindAsync(id, cancellationToken)
            : null;

    private bool IsNight(Backup? newest) =>
        clock.Now.InZone(LondonClock.London).Hour == Hour && (newest is null || time.GetUtcNow() - newest.RequestedAt > Night);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information, EventName = "BackupMade",
            Message = "Backup {Id} has {Parts} parts; tables that changed all the time: {Unsettled}")]
        public static partial void Made(ILogger logger, string id, int parts, IReadOnlyList<string> unsettled);

        [LoggerMessage(Level = LogLevel.Error, EventName = "BackupUnreadable", Message = "Backup {Id} cannot be read: {Fault}")]
        public static partial void Unreadable(ILogger logger, string id, string fault);

        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "BackupRestored", Message = "Backup {Id} is back in the tables, {Parts} parts")]
        public static partial void Restored(ILogger logger, string id, int parts);
    }
}
