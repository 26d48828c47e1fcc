using Azure;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>A resource with all its versions, oldest first. There is always at least one.</summary>
public sealed record Resource(
    ResourceId Id, ResourceDefinition Definition, IReadOnlyList<ResourceVersion> Versions, DateTimeOffset CreatedAt)
{
    /// <summary>Rises with each change the manager makes; the ETag of the management API.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Set when all of it was taken back, for good: there will be no further version.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    public ETag ETag { get; init; }

    /// <summary>The version a link leads to; null while there is none to be had.</summary>
    public ResourceVersion? Current => Versions.LastOrDefault(version => version.State == ResourceState.Published);

    public ResourceState State =>
        WithdrawnAt is not null ? ResourceState.Withdrawn : Current?.State ?? Versions[^1].State;

    /// <summary>
    /// What "newest first" goes by: when the current version was published, or else when the resource was made.
    /// </summary>
    public DateTimeOffset NewAt => Current?.DecidedAt ?? CreatedAt;

    public ResourceVersion? Version(int number) => Versions.FirstOrDefault(version => version.Number == number);

    /// <summary>The resource with one version replaced by its next state.</summary>
    public Resource With(ResourceVersion next) =>
        this with { Versions = [.. Versions.Select(version => version.Number == next.Number ? next : version)] };
}
