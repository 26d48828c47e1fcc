using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Backups;

/// <summary>Whether the last night's backup was made and could be read back.</summary>
public sealed class BackupHealth(BackupStore store, TimeProvider time) : IHealthCheck
{
    // A night may be missed by an hour; a night that is missed shows before noon.
    private static readonly TimeSpan TooOld = TimeSpan.FromHours(30);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var ids = await store.IdsAsync(cancellationToken);
            foreach (var id in ids)
            {
                if (await store.FindAsync(id, cancellationToken) is not { CheckedAt: { } at } backup)
                    continue;
                if (backup.Fault is { } fault)
                    return HealthCheckResult.Degraded($"Backup {id} cannot be read: {fault}");
                var words = $"Backup {id} was read back on {BritishDates.InFull(at)}.";
                return time.GetUtcNow() - backup.RequestedAt > TooOld
                    ? HealthCheckResult.Degraded($"{words} There is no younger one.")
                    : HealthCheckResult.Healthy(words);
            }

            if (ids is [.., var first] && string.CompareOrdinal(first, Backup.IdOf(time.GetUtcNow() - TooOld)) < 0)
                return HealthCheckResult.Degraded(
                    $"None of {ids.Count} backups was finished and read back, the first asked for is {first}.");
            return HealthCheckResult.Healthy("None has been made yet; the first is made in the coming night.");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("The backups cannot be read.");
        }
    }
}
