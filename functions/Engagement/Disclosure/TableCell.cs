namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>What a cell of a table holds.</summary>
internal readonly record struct TableCell(long Learners, long Value)
{
    /// <summary>Null where cells share no learner, or nobody knows which.</summary>
    public IReadOnlyCollection<ulong>? Who { get; init; }
}
