namespace Pathway.Chaos.Proxy;

/// <summary>From when a proxy is told until it is told otherwise.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Share">How many calls it befalls, 0 to 1.</param>
/// <param name="Seed">Which.</param>
internal sealed record Trouble(TroubleKind Kind, double Share, int Seed)
{
#pragma warning disable CA5394 // Repeatable, not secret.
    private readonly Random draws = new(Seed);
    private readonly Lock gate = new();

    public bool Strikes()
    {
        lock (gate)
            return draws.NextDouble() < Share;
    }
#pragma warning restore CA5394
}
