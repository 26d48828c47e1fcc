namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What colleges come to, unrounded.</summary>
internal sealed class SumIs(IReadOnlyList<int> parts, int sum) : Rule([.. parts])
{
    public override void Narrow(Bounds bounds)
    {
        foreach (var part in parts)
        {
            bounds.AtLeast(part, sum - parts.Where(other => other != part).Sum(bounds.High));
            bounds.AtMost(part, sum - parts.Where(other => other != part).Sum(bounds.Low));
        }
    }
}
