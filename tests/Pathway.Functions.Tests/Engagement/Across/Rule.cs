namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>Something that holds between numbers.</summary>
internal abstract class Rule(params IReadOnlyList<int> numbers)
{
    public IReadOnlyList<int> Numbers { get; } = numbers;

    /// <summary>Takes off what cannot be.</summary>
    public abstract void Narrow(Bounds bounds);
}
