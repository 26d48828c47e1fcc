namespace Pathway.Functions.Resources;

/// <summary>A resource as the management API shows it. File name, type, size and address are those of the current version.</summary>
public sealed record ResourceView(
    string Id,
    string Title,
    string Kind,
    string? Summary,
    IReadOnlyList<string> Tags,
    string? Activity,
    int? YearGroup,
    IReadOnlyList<string> Aliases,
    ResourceState State,
    string? Reason,
    int? Version,
    string? FileName,
    string? ContentType,
    long? Size,
    string? Url,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PublishedAt,
    IReadOnlyList<VersionView>? Versions)
{
    public static ResourceView InList(Resource resource, ResourceLinks links)
    {
        var (definition, current) = (resource.Definition, resource.Current);
        return new(
            resource.Id.ToString(),
            definition.Title,
            definition.Kind,
            definition.Summary.Length > 0 ? definition.Summary : null,
            definition.Tags,
            definition.Activity?.ToString(),
            definition.YearGroup,
            definition.Aliases,
            resource.State,
            resource.State == ResourceState.Refused ? resource.Versions[^1].Reason : null,
            current?.Number,
            current?.FileName,
            current?.ContentType,
            current?.Size,
            current is null ? null : links.For(resource.Id),
            resource.CreatedAt,
            current?.DecidedAt,
            null);
    }

    public static ResourceView Of(Resource resource, ResourceLinks links) =>
        InList(resource, links) with { Versions = [.. resource.Versions.Select(VersionView.Of)] };
}

public sealed record VersionView(
    int Version, ResourceState State, string? Reason, string FileName, string ContentType, long? Size, string? Sha256, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt)
{
    public static VersionView Of(ResourceVersion version) => new(
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

/// <summary>The answer to a new resource or version. The address takes one file, for an hour, by one PUT with these headers.</summary>
public sealed record UploadView(string? Id, int Version, Uri UploadUrl, IReadOnlyDictionary<string, string> UploadHeaders)
{
    public UploadView(string? id, int version, Uri uploadUrl, VersionRequest file)
        : this(id, version, uploadUrl, new Dictionary<string, string>(StringComparer.Ordinal) { ["x-ms-blob-type"] = "BlockBlob", ["content-type"] = file.MediaType })
    {
    }
}

/// <summary>The answer to an upload that is complete.</summary>
public sealed record IngestView(string Id, int Version, ResourceState State);
