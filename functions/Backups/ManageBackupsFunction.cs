using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Backups;

/// <summary>Backups in the management API. The timer does the work, within five minutes.</summary>
public sealed class ManageBackupsFunction(
    BackupKeeping keeping, BackupStore store, RestoreRun restores, TimeProvider time, CallerReader callers)
{
    [Function(nameof(AskForBackup))]
    public Task<IResult> AskForBackup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/backup")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => Results.Json(
            BackupView.From(await keeping.RequestAsync(cancellationToken)),
            PathwayJson.Plain,
            statusCode: StatusCodes.Status202Accepted));

    [Function(nameof(ListBackups))]
    public Task<IResult> ListBackups(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/admin/backups")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var items = new List<BackupView>();
            foreach (var id in await store.IdsAsync(cancellationToken))
            {
                if (await store.FindAsync(id, cancellationToken) is { } backup)
                    items.Add(BackupView.From(backup));
            }

            return Results.Json(
                new { items, restore = await store.FindRestoreAsync(cancellationToken) }, PathwayJson.Plain);
        });

    /// <summary>Into empty tables only: nobody means to lose what is there. <c>?table=</c> brings back one of them.</summary>
    [Function(nameof(RestoreBackup))]
    public Task<IResult> RestoreBackup(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/backups/{id}/restore")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var backup = Backup.IsId(id) ? await store.FindAsync(id, cancellationToken) : null;
            if (backup is null)
                return Problem.NotFound("There is no such backup.");
            if (!TryTable(request.Query["table"].ToString(), out var table))
                return Problem.Invalid("/table", $"is none of {string.Join(", ", Enum.GetNames<StorageTable>())}.");
            if (!backup.IsDone)
                return Problem.Conflict("This backup is not whole yet.");
            var known = await store.FindRestoreAsync(cancellationToken);
            if (known is { FinishedAt: null })
                return known.Backup == id ? Accepted(known) : Problem.Conflict($"Backup {known.Backup} is on its way back.");
            if (await restores.FindUsedAsync(table, cancellationToken) is { } used)
                return Problem.Conflict($"Table {used} is not empty: what is brought back is brought back into empty tables.");
            var begun = new Restore(id, time.GetUtcNow()) { Table = table?.ToString(), ETag = known?.ETag ?? default };
            return await store.SaveAsync(begun, cancellationToken) is { } restore
                ? Accepted(restore)
                : Problem.Conflict("Somebody else asked at the same time.");
        });

    private static bool TryTable(string text, out StorageTable? table)
    {
        table = Enum.GetNames<StorageTable>().Contains(text) ? Enum.Parse<StorageTable>(text) : null;
        return table is not null || text.Length == 0;
    }

    private static IResult Accepted(Restore restore) =>
        Results.Json(restore, PathwayJson.Plain, statusCode: StatusCodes.Status202Accepted);
}
