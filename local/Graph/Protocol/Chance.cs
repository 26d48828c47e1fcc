namespace Pathway.GraphSimulator.Protocol;

/// <summary>What befalls the nth request under a seed: the same for the same seed and order, whatever the requests are.</summary>
internal sealed class Chance(int seed)
{
    private long drawn;

    internal readonly record struct Fate(double Throttle, double ServerError, double Drop, bool GatewayTimeout);

    public Fate Next()
    {
        var request = (ulong)Interlocked.Increment(ref drawn);
        return new Fate(Percent(request, 1), Percent(request, 2), Percent(request, 3), Percent(request, 4) < 50);
    }

    private double Percent(ulong request, ulong purpose) =>
        (Mix(Mix((ulong)(uint)seed ^ (purpose << 40)) + request) >> 11) * (100.0 / (1UL << 53));

    // SplitMix64's finaliser (Steele, Lea, Flood 2014): a counter is all the state it needs.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
