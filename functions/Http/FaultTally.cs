namespace Pathway.Functions.Http;

/// <summary>
/// What is wrong with a file: the first hundred faults in the order of its lines, and how many there are. A file of nothing but
/// faults is answered in the space of a hundred.
/// </summary>
public sealed class FaultTally
{
    public const int MostTold = 100;

    // Sorted and cut when it is four times as long as what is told: the work stays in proportion to the faults.
    private const int MostKept = 4 * MostTold;

    private List<Fault> kept = [];

    /// <summary>All faults, told or not.</summary>
    public int Count { get; private set; }

    /// <summary>Those told: the first by line.</summary>
    public IReadOnlyList<Fault> Told => Trimmed();

    /// <summary>How many are not told.</summary>
    public int More => Math.Max(0, Count - MostTold);

    public void Add(Fault fault)
    {
        Count++;
        kept.Add(fault);
        if (kept.Count >= MostKept)
            kept = Trimmed();
    }

    public void AddRange(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
            Add(fault);
    }

    private List<Fault> Trimmed() => [.. kept.OrderBy(fault => fault.Line).Take(MostTold)];
}
