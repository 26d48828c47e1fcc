using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Backups;

/// <summary>Goes on with a backup or a restore every five minutes, and begins the night's.</summary>
public sealed class KeepBackupsFunction(BackupKeeping keeping)
{
    [Function(nameof(KeepBackups))]
    public Task KeepBackups([TimerTrigger("15 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        keeping.RunAsync(cancellationToken);
}
