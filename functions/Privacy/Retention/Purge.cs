using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Lets go what is over, within a night's limit: what is left goes the night after.</summary>
public sealed partial class Purge(
    IEnumerable<IRetention> retentions,
    PurgeTable purges,
    IOptions<PrivacyOptions> options,
    TimeProvider time,
    ILogger<Purge> logger)
{
    /// <summary>Somebody waits for it, so the tables are asked all at once.</summary>
    public async Task<RetentionReport> CountAsync(CancellationToken cancellationToken) =>
        new(await Task.WhenAll(retentions.Select(retention => retention.CountAsync(cancellationToken))));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var budget = new TransactionBudget(options.Value.TransactionsPerRun);
        var took = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var retention in retentions)
        {
            var before = budget.Taken;
            await retention.PurgeAsync(budget, cancellationToken);
            took[retention.Name] = budget.Taken - before;
        }

        await purges.SaveAsync(new PurgeRecord(time.GetUtcNow(), took, !budget.IsSpent), cancellationToken);
        if (budget.IsSpent)
            Log.LeftOver(logger, options.Value.TransactionsPerRun);
        else
            Log.Done(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Nothing is left whose time is over.")]
        public static partial void Done(ILogger logger);

        [LoggerMessage(
            2, LogLevel.Warning, "The purge used up its {Transactions} storage calls: the rest goes another night.")]
        public static partial void LeftOver(ILogger logger, int transactions);
    }
}
