namespace Pathway.Functions.Digests.Content;

/// <summary>A resource that is new or has a new version.</summary>
public sealed record FreshResource(string Title, string Kind, bool IsNew, string Summary, string Link);
