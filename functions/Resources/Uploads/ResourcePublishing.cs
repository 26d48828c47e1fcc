using Pathway.Functions.Activities;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>What the manager does with resources.</summary>
public sealed class ResourcePublishing(
    ResourceTable register,
    ResourceCatalogue catalogue,
    ActivityTable activities,
    ResourceUploads uploads,
    TimeProvider time)
{
    /// <summary>Makes a resource and the address for its first file.</summary>
    public async Task<(Resource Resource, int Version, Uri Address)> CreateAsync(
        ResourceDefinition definition, VersionRequest file, string upload, CancellationToken cancellationToken)
    {
        var resource = await register.CreateAsync(
            definition, file.FileName!, file.MediaType, upload, cancellationToken);
        return (resource, 1, await uploads.AddressAsync(resource.Id, resource.Versions[0], cancellationToken));
    }

    /// <summary>
    /// Makes the next version and the address for its file. The current version stays what it is until the next one
    /// is published.
    /// </summary>
    public async Task<(ResourceChange Change, Resource? Resource, int Version, Uri? Address)> AddVersionAsync(
        ResourceId id, VersionRequest file, string upload, CancellationToken cancellationToken)
    {
        var full = false;
        var resource = await register.ReviseAsync(
            id,
            current =>
            {
                full = current.Versions.Count >= ResourceRow.MaxVersions
                    && current.Versions.All(version => version.Upload != upload);
                return full
                    || current.WithdrawnAt is not null
                    || current.Versions.Any(version => version.Upload == upload)
                    ? null
                    : current with
                    {
                        Revision = current.Revision + 1,
                        Versions =
                        [
                            .. current.Versions,
                            new ResourceVersion(
                                current.Versions[^1].Number + 1,
                                upload,
                                file.FileName!,
                                file.MediaType,
                                time.GetUtcNow()),
                        ],
                    };
            },
            cancellationToken);
        if (resource is null || resource.WithdrawnAt is not null || full)
            return (resource is null ? ResourceChange.Unknown : full ? ResourceChange.Full : ResourceChange.Withdrawn, resource, 0, null);
        var added = resource.Versions.Single(version => version.Upload == upload);
        return (ResourceChange.Done, resource, added.Number, await uploads.AddressAsync(id, added, cancellationToken));
    }

    /// <summary>Says anew what a resource is about. Its files, links and figures stay.</summary>
    public Task<(ResourceChange Change, Resource? Resource)> DescribeAsync(
        ResourceId id, ResourceDefinition definition, Precondition precondition, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            precondition,
            current => current.WithdrawnAt is not null ? ResourceChange.Withdrawn : ResourceChange.Done,
            current =>
                ResourceRow.Same(current.Definition, definition) ? null : current with { Definition = definition },
            cancellationToken);

    /// <summary>Takes the resource away from everybody, for good. Every link to it says so from then on.</summary>
    public Task<(ResourceChange Change, Resource? Resource)> WithdrawAsync(
        ResourceId id, Precondition precondition, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            precondition,
            _ => ResourceChange.Done,
            current =>
                current.WithdrawnAt is not null
                    ? null
                    : current with
                    {
                        WithdrawnAt = time.GetUtcNow(),
                        Versions = [.. current.Versions.Select(Withdrawn)],
                    },
            cancellationToken);

    /// <summary>Takes one version away; the one before it is the current one again.</summary>
    public Task<(ResourceChange Change, Resource? Resource)> WithdrawVersionAsync(
        ResourceId id, int number, Precondition precondition, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            precondition,
            current => current.Version(number) is null ? ResourceChange.Unknown : ResourceChange.Done,
            current =>
                current.Version(number) is { } version && Withdrawn(version) is var next && next != version
                    ? current.With(next)
                    : null,
            cancellationToken);

    /// <summary>
    /// Holds a definition against the rest of the programme: each address stands for it alone. Adds a fault for
    /// whatever does not. What was cancelled or withdrawn keeps no address from anybody. Its activity may be one that
    /// is yet to be planned, and will name it.
    /// </summary>
    /// <param name="self">Which resource is this one; what it says already it may go on saying.</param>
    public async Task<bool> FitsAsync(
        ResourceDefinition definition,
        Predicate<Resource> self,
        List<Fault> faults,
        CancellationToken cancellationToken)
    {
        if (definition.Aliases.Count == 0)
            return faults.Count == 0;
        var taken = (await catalogue.AllAsync(cancellationToken)).Values
            .Where(resource => !self(resource) && resource.WithdrawnAt is null)
            .SelectMany(resource => resource.Definition.Aliases)
            .Concat((await activities.AllAsync(cancellationToken))
                .Where(other => !other.IsCancelled)
                .SelectMany(other => other.Definition.Aliases))
            .Select(ObjectAddress.Same).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(definition.Aliases.Index()
            .Where(alias => taken.Contains(ObjectAddress.Same(alias.Item)))
            .Select(alias => new Fault($"/aliases/{alias.Index}", ActivityRequest.AliasTaken)));
        return faults.Count == 0;
    }

    private ResourceVersion Withdrawn(ResourceVersion version) =>
        version.State is ResourceState.Refused or ResourceState.Withdrawn
        ? version
        : version with { State = ResourceState.Withdrawn, DecidedAt = time.GetUtcNow() };

    private async Task<(ResourceChange, Resource?)> ChangeAsync(
        ResourceId id,
        Precondition precondition,
        Func<Resource, ResourceChange> judge,
        Func<Resource, Resource?> revise,
        CancellationToken cancellationToken)
    {
        var change = ResourceChange.Unknown;
        int? written = null;
        var resource = await register.ReviseAsync(
            id,
            current =>
            {
                change = judge(current);
                var next = change == ResourceChange.Done ? revise(current) : null;

                // A write whose answer was lost comes back as the next version with nothing left to change.
                if (change == ResourceChange.Done
                    && !precondition.Holds(current.Revision)
                    && !(next is null && written == current.Revision))
                    (change, next) = (ResourceChange.ChangedSince, null);
                if (next is null)
                    return null;
                written = current.Revision + 1;
                return next with { Revision = current.Revision + 1 };
            },
            cancellationToken);
        return (change, resource);
    }
}
