namespace Pathway.Functions.Resources.Uploads;

/// <summary>The answer to a new resource or version. The address takes one file, for an hour.</summary>
public sealed record UploadView(string? Id, int Version, Uri UploadUrl);
