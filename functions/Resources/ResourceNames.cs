using Pathway.Functions.Activities;
using Pathway.Functions.Engagement;

namespace Pathway.Functions.Resources;

/// <summary>The resources as facts name them. One that is withdrawn keeps its name: what was done with it was done.</summary>
public sealed class ResourceNames(ResourceCatalogue catalogue) : INamedObjects
{
    public long Edition => catalogue.Edition;

    public async Task<IReadOnlyCollection<NamedObject>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await catalogue.AllAsync(cancellationToken)).Values.Select(resource => new NamedObject(ObjectKind.Resource, resource.Id.ToString(), resource.Definition.Aliases, resource.WithdrawnAt is not null))];
}

/// <summary>The resources as activities must know them.</summary>
public sealed class KnownResources(ResourceCatalogue catalogue) : IKnownResources
{
    public async Task<IReadOnlyCollection<KnownResource>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await catalogue.AllAsync(cancellationToken)).Values.Select(resource => new KnownResource(resource.Id, resource.WithdrawnAt is not null, resource.Definition.Aliases))];

    public string SameAddress(string address) => ObjectAddress.Same(address);
}
