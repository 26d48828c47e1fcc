namespace Pathway.Chaos;

/// <summary>One line of the table.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Seed">From which it runs the same again.</param>
/// <param name="Seconds">How long it took, its reckoning included.</param>
/// <param name="Counts">What happened, in the order to be read.</param>
/// <param name="Faults">Everything that is not as it must be; empty: passed.</param>
internal sealed record Verdict(
    string Scenario, int Seed, double Seconds, IReadOnlyDictionary<string, string> Counts, IReadOnlyList<string> Faults)
{
    public bool Passed => Faults.Count == 0;
}
