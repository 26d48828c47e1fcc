using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Resources;

/// <summary>Who comes to which resource: a coordinator to what is published for their college.</summary>
public sealed class ResourceDoor(PageDoor door, ResourceCatalogue catalogue, VisibleResources visible)
    : RoomDoor<Resource>(door, "resource")
{
    protected override async Task<Resource?> FindAsync(Visit visit, string id, CancellationToken cancellationToken) =>
        ResourceId.TryParse(id, out var key)
        && await catalogue.FindAsync(key, cancellationToken) is { } resource
        && (await visible.ForAsync(visit.Caller!, cancellationToken))(resource)
            ? resource
            : null;

    protected override bool IsOpen(Resource resource) => resource.WithdrawnAt is null;
}
