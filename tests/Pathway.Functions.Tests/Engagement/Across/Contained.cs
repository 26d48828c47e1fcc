namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>Whoever is of the one is of the other.</summary>
internal sealed class Contained(int small, int big) : Rule(small, big)
{
    public override void Narrow(Bounds bounds)
    {
        bounds.AtLeast(big, bounds.Low(small));
        bounds.AtMost(small, bounds.High(big));
    }
}
