using System.Collections.Concurrent;
using Azure.Data.Tables;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars;

/// <summary>
/// Table Invitations, partition <c>~calendar</c>: how often in a row pulls and syncs have failed at each
/// mailbox. A success costs a
/// look every few minutes at most, for another instance may have failed meanwhile.
/// </summary>
public sealed class FailureRuns(PathwayStorage storage, TimeProvider time)
{
    public const string Pull = "failed-pulls";
    public const string Sync = "failed-syncs";

    private const string Partition = "~calendar";
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(5);

    private readonly TableClient table = storage.Table(StorageTable.Invitations);
    private readonly ConcurrentDictionary<(string What, Mailbox Mailbox), DateTimeOffset> healthyAt = new();

    public async Task<FailureRun> ReadAsync(string what, Mailbox mailbox, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, mailbox.RowOf(what), cancellationToken: cancellationToken);
        return row.HasValue
            ? new FailureRun(
                row.Value!.GetInt32("RunLength") ?? 0,
                row.Value.GetDateTimeOffset("RunSince"),
                row.Value.GetString("RunReason") ?? "")
            : new FailureRun();
    }

    public async Task FailedAsync(
        string what, Mailbox mailbox, string reason, CancellationToken cancellationToken)
    {
        healthyAt.TryRemove((what, mailbox), out _);
        var run = await ReadAsync(what, mailbox, cancellationToken);
        await WriteAsync(
            what,
            mailbox,
            new FailureRun(run.Failures + 1, run.Since ?? time.GetUtcNow(), reason),
            cancellationToken);
    }

    public async Task SucceededAsync(string what, Mailbox mailbox, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (healthyAt.TryGetValue((what, mailbox), out var at) && now - at < Trusted)
            return;
        if ((await ReadAsync(what, mailbox, cancellationToken)).Failures > 0)
            await WriteAsync(what, mailbox, new FailureRun(), cancellationToken);
        healthyAt[(what, mailbox)] = now;
    }

    // An upsert: two that fail at once may count as one, which the next one makes good.
    private async Task WriteAsync(
        string what, Mailbox mailbox, FailureRun run, CancellationToken cancellationToken) =>
        await table.UpsertEntityAsync(
        new TableEntity(Partition, mailbox.RowOf(what))
        {
            ["RunLength"] = run.Failures,
            ["RunSince"] = run.Since,
            ["RunReason"] = run.Reason,
        },
        TableUpdateMode.Replace,
        cancellationToken);
}
