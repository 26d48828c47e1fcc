namespace Pathway.Functions.Storage;

/// <summary>How many storage calls a run may still make: what is left over is the next run's.</summary>
public sealed class TransactionBudget(int transactions)
{
    private int left = transactions;

    public bool IsSpent => left <= 0;

    /// <summary>Rows and blobs that went for it.</summary>
    public int Taken { get; private set; }

    public void Take(int count) => Taken += count;

    /// <summary>Takes one; false when there is none.</summary>
    public bool TrySpend() => left > 0 && left-- > 0;
}
