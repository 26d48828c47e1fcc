using Pathway.Functions.Activities;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>The resources as activities must know them.</summary>
public sealed class KnownResources(ResourceCatalogue catalogue) : IKnownResources
{
    public async Task<IReadOnlyCollection<KnownResource>> AllAsync(CancellationToken cancellationToken) =>
    [
        .. (await catalogue.AllAsync(cancellationToken)).Values.Select(resource => new KnownResource(
            resource.Id, resource.WithdrawnAt is not null, resource.Definition.Aliases)),
    ];
}
