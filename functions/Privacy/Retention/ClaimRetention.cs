using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Facts of large deliveries that no message names any more; they have a purge of their own every night.</summary>
public sealed class ClaimRetention(ClaimPurge purge) : IRetention
{
    public string Name => nameof(StorageContainer.Claims);

    public async Task<RetentionLine> CountAsync(CancellationToken cancellationToken) => new(
        Name,
        (await purge.RunAsync(dryRun: true, cancellationToken)).Count,
        null,
        $"A claim that no message names goes after {ClaimPurge.Age.TotalDays} days.");

    public Task PurgeAsync(TransactionBudget budget, CancellationToken cancellationToken) => Task.CompletedTask;
}
