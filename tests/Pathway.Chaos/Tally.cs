using System.Collections.Concurrent;
using System.Globalization;

namespace Pathway.Chaos;

/// <summary>What a scenario counts and what it finds wrong, from any thread.</summary>
internal sealed class Tally
{
    private const int FaultsKept = 40;

    private readonly Lock gate = new();
    private readonly List<KeyValuePair<string, string>> counts = [];
    private readonly ConcurrentQueue<string> faults = new();

    public IReadOnlyDictionary<string, string> Counts
    {
        get
        {
            lock (gate)
                return new Dictionary<string, string>(counts, StringComparer.Ordinal);
        }
    }

    public IReadOnlyList<string> Faults => [.. faults];

    public void Count(string what, double number) => Count(what, number.ToString("#,0.##", CultureInfo.InvariantCulture));

    public void Count(string what, string figure)
    {
        lock (gate)
        {
            counts.RemoveAll(count => count.Key == what);
            counts.Add(new(what, figure));
        }
    }

    public void Fault(string what)
    {
        if (faults.Count < FaultsKept)
            faults.Enqueue(what);
    }

    /// <summary>A fault unless it is so.</summary>
    public void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
            Fault(otherwise);
    }
}
