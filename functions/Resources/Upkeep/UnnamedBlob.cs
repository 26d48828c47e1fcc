namespace Pathway.Functions.Resources.Upkeep;

/// <summary>A blob that no version names.</summary>
public sealed record UnnamedBlob(string Container, string Name, long Size, DateTimeOffset? LastModified);
