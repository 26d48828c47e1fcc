using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports;

/// <summary>Adds a period's counters up by college, by kind and by thing.</summary>
public sealed class ImpactTally(Func<Counter, string?> kindOf)
{
    private readonly HashSet<(string, LocalDate)> sessions = [];

    public ImpactSum Total { get; } = new();

    public SortedDictionary<string, ImpactSum> Colleges { get; } = new(StringComparer.Ordinal);

    /// <summary>By kind, and in each by thing.</summary>
    public SortedDictionary<string, (ImpactSum Sum, SortedDictionary<string, ImpactSum> Things)> Kinds { get; } = new(StringComparer.Ordinal);

    public int Sessions => sessions.Count;

    public void Add(CollegeId college, Counter counter)
    {
        if (kindOf(counter) is not { } kind)
            return;
        Total.Add(counter);
        Of(Colleges, college.ToString()).Add(counter);
        if (!Kinds.TryGetValue(kind, out var group))
            Kinds[kind] = group = (new ImpactSum(), new SortedDictionary<string, ImpactSum>(StringComparer.Ordinal));
        group.Sum.Add(counter);
        Of(group.Things, counter.Object).Add(counter);
        if (counter is { Kind: ObjectKind.Activity, Verb: FactVerb.Attended })
            sessions.Add((counter.Object, counter.Date));
    }

    private static ImpactSum Of(SortedDictionary<string, ImpactSum> sums, string key) =>
        sums.TryGetValue(key, out var sum) ? sum : sums[key] = new ImpactSum();
}
