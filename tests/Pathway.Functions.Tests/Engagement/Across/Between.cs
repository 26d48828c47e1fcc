namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>A number is no less and no more.</summary>
internal sealed class Between(int number, int least, int most) : Rule(number)
{
    public override void Narrow(Bounds bounds)
    {
        bounds.AtLeast(number, least);
        bounds.AtMost(number, most);
    }
}
