using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// The catalogue: the manager sees all of it, a coordinator what is published and not for other colleges alone.
/// </summary>
public sealed class ListResourcesFunction(
    ResourceCatalogue catalogue, VisibleResources visible, ResourceLinks links, CallerReader callers)
{
    [Function(nameof(ListResources))]
    public Task<IResult> ListResources(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resources")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            if (CatalogueSearch.Read(request.Query, out var faults) is not { } search)
                return Problem.Invalid(faults);
            var (found, next) = search.PageOf(
                (await catalogue.AllAsync(cancellationToken)).Values, await visible.ForAsync(caller, cancellationToken));
            return Results.Json(
                new Page<ResourceView>([.. found.Select(resource => ResourceView.InList(resource, links))], next),
                PathwayJson.Plain);
        });
}
