namespace Pathway.Functions.Engagement.Recording;

/// <summary>What became of the facts of a delivery so far.</summary>
/// <param name="Nameless">About a page of which nothing is kept, and which is no alias: dropped.</param>
internal readonly record struct Tally(int New, int Repeated, int Conflicting, int Nameless = 0)
{
    public static Tally operator +(Tally left, Tally right) => new(
        left.New + right.New,
        left.Repeated + right.Repeated,
        left.Conflicting + right.Conflicting,
        left.Nameless + right.Nameless);
}
