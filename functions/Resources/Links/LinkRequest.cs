namespace Pathway.Functions.Resources.Links;

/// <summary>The body of <c>POST /api/resources/{id}/links</c>.</summary>
public sealed record LinkRequest(string? College, string? Expires);
