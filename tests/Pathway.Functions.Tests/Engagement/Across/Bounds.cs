namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What is known of each number: that it is no less and no more.</summary>
internal sealed class Bounds
{
    private readonly int[] low;
    private readonly int[] high;
    private readonly Queue<int> moved = [];
    private readonly bool[] isQueued;

    public Bounds(IReadOnlyList<int> most)
    {
        (low, high, isQueued) = (new int[most.Count], [.. most], new bool[most.Count]);
    }

    private Bounds(Bounds other)
    {
        (low, high, isQueued) = ([.. other.low], [.. other.high], new bool[other.low.Length]);
    }

    /// <summary>Whether nothing is left that all of it allows.</summary>
    public bool IsImpossible { get; private set; }

    public int Low(int number) => low[number];

    public int High(int number) => high[number];

    public bool IsKnown(int number) => low[number] == high[number];

    public Bounds Copy() => new(this);

    public void AtLeast(int number, int value)
    {
        if (value <= low[number])
            return;
        low[number] = value;
        Move(number);
    }

    public void AtMost(int number, int value)
    {
        if (value >= high[number])
            return;
        high[number] = value;
        Move(number);
    }

    public void Is(int number, int value)
    {
        AtLeast(number, value);
        AtMost(number, value);
    }

    public bool TryTakeMoved(out int number)
    {
        if (!moved.TryDequeue(out number))
            return false;
        isQueued[number] = false;
        return true;
    }

    private void Move(int number)
    {
        IsImpossible |= low[number] > high[number];
        if (isQueued[number])
            return;
        isQueued[number] = true;
        moved.Enqueue(number);
    }
}
