using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>The resources as facts name them. One that is withdrawn keeps its name: what was done with it was done.</summary>
public sealed class ResourceNames(ResourceCatalogue catalogue) : INamedObjects
{
    public long Edition => catalogue.Edition;

    public async Task<IReadOnlyCollection<NamedObject>> AllAsync(CancellationToken cancellationToken) =>
    [
        .. (await catalogue.AllAsync(cancellationToken)).Values.Select(resource => new NamedObject(
            ObjectKind.Resource,
            resource.Id.ToString(),
            resource.Definition.Aliases,
            resource.WithdrawnAt is not null)),
    ];
}
