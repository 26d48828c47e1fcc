namespace Pathway.Functions.Digests.Content;

/// <summary>What somebody should see to, and what they can do.</summary>
public sealed record Attention(string What, string Remedy);
