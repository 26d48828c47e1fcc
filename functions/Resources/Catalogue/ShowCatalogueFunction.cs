using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>The catalogue as a page.</summary>
public sealed class ShowCatalogueFunction(
    ResourceCatalogue catalogue,
    VisibleResources visible,
    ResourceLinks links,
    CallerReader callers,
    IOptions<ProgrammeOptions> programme)
{
    [Function(nameof(ShowCatalogue))]
    public Task<IResult> ShowCatalogue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "resources")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            if (CatalogueSearch.Read(request.Query, out var faults) is not { } search)
                return Problem.Invalid(faults);
            var (found, next) = search.PageOf(
                (await catalogue.AllAsync(cancellationToken)).Values,
                await visible.OfAsync(caller, cancellationToken),
                PageSize);
            return Results.Content(await StaticHtml.RenderAsync<CataloguePage>(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(CataloguePage.Programme)] = programme.Value.Name,
                [nameof(CataloguePage.Found)] = found.Select(resource => ResourceView.InList(resource, links)).ToList(),
                [nameof(CataloguePage.Query)] = request.Query,
                [nameof(CataloguePage.Older)] = next is null ? null : OlderThan(request.Query, next),
                [nameof(CataloguePage.IsManager)] = caller.IsManager,
            }), "text/html; charset=utf-8");
        });

    private const int PageSize = 25;

    private static string OlderThan(IQueryCollection query, string next) => "/resources" + new QueryBuilder(
        query.Where(field => field.Key != "after").Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())).Append(KeyValuePair.Create("after", next)));
}
