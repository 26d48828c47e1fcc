namespace Pathway.Functions.Digests.Content;

/// <summary>Everything in a college's digest.</summary>
public sealed record CollegeDigest(
    SlotKey Slot, string Programme, string College, CollegeWeek Week, Completeness Completeness)
{
    public IReadOnlyList<WeekRow> Activities { get; init; } = [];

    public IReadOnlyList<WeekRow> Resources { get; init; } = [];

    public IReadOnlyList<ComingItem> Coming { get; init; } = [];

    public IReadOnlyList<FreshResource> Fresh { get; init; } = [];

    public IReadOnlyList<Attention> Attention { get; init; } = [];

    public ResendRequest? Request { get; init; }
}
