using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Audit;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Privacy.Retention;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>The audit trail, and what retention would take.</summary>
[Page]
public sealed class ShowPrivacyFunction(PageDoor door, AuditTable audit, Purge purge)
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
            return new PageAnswer<PrivacyPage, PrivacyModel>(
                visit, new PrivacyModel([.. lines.Take(PageSize)], more, await purge.CountAsync(cancellationToken)));
        });
}
