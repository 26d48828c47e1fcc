namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>Together the parts are the whole: at least as many as it, or exactly where nobody is of two of them.</summary>
internal sealed class Cover(int whole, IReadOnlyList<int> parts, bool isExact) : Rule([whole, .. parts])
{
    public override void Narrow(Bounds bounds)
    {
        var (least, most) = (0, 0);
        foreach (var part in parts)
            (least, most) = (least + bounds.Low(part), most + bounds.High(part));
        bounds.AtMost(whole, most);
        if (isExact)
            bounds.AtLeast(whole, least);
        var (low, high) = (bounds.Low(whole), bounds.High(whole));
        foreach (var part in parts)
        {
            var (lowest, highest) = (bounds.Low(part), bounds.High(part));
            bounds.AtLeast(part, low - (most - highest));
            if (isExact)
                bounds.AtMost(part, high - (least - lowest));
        }
    }
}
