namespace Pathway.Functions.Resources.Upkeep;

/// <summary>A version and the file it names.</summary>
public sealed record NamedFile(string Resource, int Version, string Sha256);
