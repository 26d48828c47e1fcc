namespace Pathway.Functions.Engagement.Recording;

/// <summary>What became of the facts of a delivery so far.</summary>
internal readonly record struct Tally(int New, int Repeated, int Conflicting)
{
    public static Tally operator +(Tally left, Tally right) =>
        new(left.New + right.New, left.Repeated + right.Repeated, left.Conflicting + right.Conflicting);
}
