using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>One kind of thing that goes when its time is over.</summary>
public interface IRetention
{
    string Name { get; }

    /// <summary>What is over; nothing is changed.</summary>
    Task<RetentionLine> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Deletes what is over until the budget is used up. It may die anywhere: what is left is the next run's.
    /// </summary>
    Task PurgeAsync(TransactionBudget budget, CancellationToken cancellationToken);
}
