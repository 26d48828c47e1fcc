namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>How cells add up: the parts are the total, or the total is at most their sum and at least each.</summary>
internal sealed record TableRelation(Measure Measure, int Total, IReadOnlyList<int> Parts, bool IsEquality)
{
    private readonly HashSet<int> parts = [.. Parts];

    public bool Holds(int cell) => SignOf(cell) != 0;

    /// <summary>Parts add, the total is taken away.</summary>
    public int SignOf(int cell) => parts.Contains(cell) ? 1 : cell == Total ? -1 : 0;
}
