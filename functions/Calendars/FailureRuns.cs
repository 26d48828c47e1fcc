using System.Collections.Concurrent;
using Azure.Data.Tables;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars;

/// <summary>
/// Table Invitations, partition <c>~calendar</c>: how often in a row pulls and syncs have failed. A success costs a
/// look every few minutes at most, for another instance may have failed meanwhile.
/// </summary>
public sealed class FailureRuns(PathwayStorage storage, TimeProvider time)
{
    public const string Pull = "failed-pulls";
    public const string Sync = "failed-syncs";

    private const string Partition = "~calendar";
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(5);

    private readonly TableClient table = storage.Table(StorageTable.Invitations);
    private readonly ConcurrentDictionary<string, DateTimeOffset> healthyAt = new(StringComparer.Ordinal);

    public async Task<FailureRun> ReadAsync(string what, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, what, cancellationToken: cancellationToken);
        return row.HasValue
            ? new FailureRun(
                row.Value!.GetInt32("RunLength") ?? 0,
                row.Value.GetDateTimeOffset("RunSince"),
                row.Value.GetString("RunReason") ?? "")
            : new FailureRun();
    }

    public async Task FailedAsync(string what, string reason, CancellationToken cancellationToken)
    {
        healthyAt.TryRemove(what, out _);
        var run = await ReadAsync(what, cancellationToken);
        await WriteAsync(
            what, new FailureRun(run.Failures + 1, run.Since ?? time.GetUtcNow(), reason), cancellationToken);
    }

    public async Task SucceededAsync(string what, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (healthyAt.TryGetValue(what, out var at) && now - at < Trusted)
            return;
        if ((await ReadAsync(what, cancellationToken)).Failures > 0)
            await WriteAsync(what, new FailureRun(), cancellationToken);
        healthyAt[what] = now;
    }

    // An upsert: two that fail at once may count as one, which the next one makes good.
    private async Task WriteAsync(string what, FailureRun run, CancellationToken cancellationToken) =>
        await table.UpsertEntityAsync(
        new TableEntity(Partition, what)
        {
            ["RunLength"] = run.Failures,
            ["RunSince"] = run.Since,
            ["RunReason"] = run.Reason,
        },
        TableUpdateMode.Replace,
        cancellationToken);
}
