namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// A resource as the management API shows it. File name, type, size and address are those of the current version.
/// </summary>
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

    public static ResourceView From(Resource resource, ResourceLinks links) =>
        InList(resource, links) with { Versions = [.. resource.Versions.Select(VersionView.From)] };
}
