namespace Pathway.Functions.Digests.Content;

/// <summary>Whether a digest's figures are all there are.</summary>
/// <param name="IsComplete">Nothing that was accepted is still to be counted.</param>
/// <param name="Words">What is missing, for a person.</param>
public sealed record Completeness(bool IsComplete, string Words)
{
    public static Completeness Full { get; } = new(
        true, "Everything that was reported for this week has been counted.");
}
