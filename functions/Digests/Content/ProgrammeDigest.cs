namespace Pathway.Functions.Digests.Content;

/// <summary>Everything in the programme's digest.</summary>
public sealed record ProgrammeDigest(
    SlotKey Slot, string Programme, IReadOnlyList<CollegeLine> Colleges, Completeness Completeness)
{
    public int Sessions { get; init; }

    public Shown Learners { get; init; }

    public Shown Minutes { get; init; }

    public WeekAverage? Before { get; init; }

    public bool HidesSmallNumbers { get; init; }

    public IReadOnlyList<ComingItem> Coming { get; init; } = [];

    public IReadOnlyList<Attention> Attention { get; init; } = [];

    public ResendRequest? Request { get; init; }
}
