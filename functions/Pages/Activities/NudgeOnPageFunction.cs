using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Letters;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The manager's word to the colleges that have not answered.</summary>
[Page]
public sealed class NudgeOnPageFunction(PageDoor door, ActivityTable catalogue, Nudges nudges, LondonClock clock)
{
    [Function(nameof(NudgeOnPage))]
    public Task<IResult> NudgeOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "activities/{id}/nudge")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (visit, _) =>
        {
            var activity = ActivityId.TryParse(id, out var key) ? await catalogue.FindAsync(key, cancellationToken) : null;
            if (activity is null)
                return await PageDoor.NotFound(visit, "activity");
            if (activity.IsCancelled || activity.Definition.StartsAt <= clock.Now)
                return Done.Go($"/activities/{id}", "too-late");
            var asked = (await nudges.AskAsync(activity, cancellationToken)).Asked.Count;
            return Done.Go($"/activities/{id}", asked > 0 ? "nudged" : "nudged-before");
        });
}
