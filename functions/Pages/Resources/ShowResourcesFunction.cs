using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Resources;

/// <summary>The catalogue and each of its resources as pages.</summary>
[Page]
public sealed class ShowResourcesFunction(
    PageDoor door,
    ResourceDoor room,
    ResourceCatalogue catalogue,
    VisibleResources visible,
    ActivityTable activities,
    ResourcePages pages)
{
    private const int PageSize = 25;

    [Function(nameof(ShowResources))]
    public Task<IResult> ShowResources(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "resources")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsReader(request, async visit =>
        {
            var search = CatalogueSearch.Read(request.Query, out var faults);
            var all = await catalogue.AllAsync(cancellationToken);
            var isVisible = await visible.ForAsync(visit.Caller!, cancellationToken);
            var theirs = all.Values.Where(resource => isVisible(resource)).ToList();
            var (found, next) = search?.PageOf(theirs, static _ => true, PageSize) ?? ([], null);
            var model = new ResourceListModel(
                new FormState(FormFields.From(request.Query), faults),
                found,
                Distinct(theirs.Select(resource => resource.Definition.Kind)),
                Distinct(theirs.SelectMany(resource => resource.Definition.Tags)),
                [.. theirs.Select(resource => resource.Definition.YearGroup).OfType<int>().Distinct().Order()],
                await TitlesAsync(theirs, cancellationToken),
                next is null ? null : After(request.Query, next));
            return new PageAnswer<ResourcesPage, ResourceListModel>(
                visit, model, search is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
        });

    [Function(nameof(ShowResource))]
    public Task<IResult> ShowResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "resources/{id}/about")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsReader(
            request, id, (visit, resource) => pages.ShowAsync(visit, resource, cancellationToken), cancellationToken);

    private static IReadOnlyList<string> Distinct(IEnumerable<string> words) =>
        [.. words.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private async Task<IReadOnlyList<(string Value, string Words)>> TitlesAsync(
        IEnumerable<Resource> resources, CancellationToken cancellationToken)
    {
        var named = resources.Select(resource => resource.Definition.Activity).OfType<ActivityId>().ToHashSet();
        return named.Count == 0 ? [] :
        [
            .. (await activities.AllAsync(cancellationToken))
                .Where(activity => named.Contains(activity.Id))
                .Select(activity => (activity.Id.ToString(), activity.Definition.Title))
                .OrderBy(activity => activity.Title, StringComparer.Ordinal),
        ];
    }

    private static string After(IQueryCollection query, string next) => "/resources" + new QueryBuilder(
        query.Where(field => field.Key != "after")
            .Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))
            .Append(KeyValuePair.Create("after", next)));
}
