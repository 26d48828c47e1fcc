namespace Pathway.Functions.Digests.Content;

/// <summary>What somebody should see to, and what they can do.</summary>
/// <param name="Link">The page where they can; null where there is none for them.</param>
public sealed record Attention(string What, string Remedy, string? Link = null, string LinkText = "");
