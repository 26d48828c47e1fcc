namespace Pathway.Functions.Digests.Content;

/// <summary>A labelled bar: <see cref="Percent"/> of the longest one, 0 to 100.</summary>
public sealed record MailBar(string Label, string Note, string Figure, int Percent);
