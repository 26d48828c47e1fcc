namespace Pathway.Functions.Resources.Catalogue;

public sealed record VersionView(
    int Version,
    ResourceState State,
    string? Reason,
    string FileName,
    string ContentType,
    long? Size,
    string? Sha256,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PublishedAt)
{
    public static VersionView From(ResourceVersion version) => new(
        version.Number,
        version.State,
        version.Reason,
        version.FileName,
        version.ContentType,
        version.Size,
        version.Sha256,
        version.CreatedAt,
        version.State == ResourceState.Published ? version.DecidedAt : null);
}
