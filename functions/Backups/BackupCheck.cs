namespace Pathway.Functions.Backups;

/// <summary>Reads a backup back, every part and every row of it: one that was never read is a hope.</summary>
public sealed class BackupCheck(BackupStore store, TimeProvider time)
{
    /// <summary>The backup with what was found; null when somebody else wrote meanwhile.</summary>
    public async Task<Backup?> RunAsync(Backup backup, CancellationToken cancellationToken)
    {
        string? fault = null;
        try
        {
            foreach (var part in backup.Parts)
            {
                foreach (var line in await store.ReadPartAsync(part, cancellationToken))
                    BackupRow.Read(line);
            }
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidDataException)
        {
            fault = unreadable.Message;
        }

        return await store.SaveAsync(backup with { CheckedAt = time.GetUtcNow(), Fault = fault }, cancellationToken);
    }
}
