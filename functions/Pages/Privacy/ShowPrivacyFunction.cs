using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Audit;
using Pathway.Functions.Colleges;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Privacy.Retention;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>The audit trail, and what retention would take.</summary>
[Page]
public sealed class ShowPrivacyFunction(
    PageDoor door,
    AuditTable audit,
    ActivityTable activities,
    CollegeTable colleges,
    ResourceCatalogue resources,
    Purge purge)
{
    private const int PageSize = 50;

    [Function(nameof(ShowPrivacy))]
    public Task<IResult> ShowPrivacy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "privacy")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsManager(request, async visit =>
        {
            var lines = await audit.ReadAsync(
                request.Query["after"].ToString(), null, PageSize + 1, cancellationToken);
            var more = lines.Count > PageSize ? lines[PageSize - 1].Id : null;
            var words = new AuditWords(await NamesAsync(visit.Dates, cancellationToken));
            return new PageAnswer<PrivacyPage, PrivacyModel>(
                visit,
                new PrivacyModel([.. lines.Take(PageSize)], more, words, await purge.CountAsync(cancellationToken)));
        });

    private async Task<AuditNames> NamesAsync(BritishDates dates, CancellationToken cancellationToken) => new(
        (await activities.AllAsync(cancellationToken)).ToDictionary(
            activity => activity.Id.ToString(), activity => activity.Definition.Title, StringComparer.Ordinal),
        (await colleges.AllAsync(cancellationToken)).ToDictionary(
            college => college.Id.ToString(), college => college.Definition.Name, StringComparer.Ordinal),
        (await resources.RecentAsync(cancellationToken)).ToDictionary(
            resource => resource.Key.ToString(), resource => resource.Value.Definition.Title, StringComparer.Ordinal),
        dates);
}
