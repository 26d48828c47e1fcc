using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Letters;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The manager's word to the colleges that have not answered.</summary>
[Page]
public sealed class NudgeOnPageFunction(ActivityDoor room, Nudges nudges, LondonClock clock)
{
    [Function(nameof(NudgeOnPage))]
    public Task<IResult> NudgeOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "activities/{id}/nudge")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (_, _, activity) =>
            {
                var address = PageAddress.To(activity.Id);
                if (activity.IsCancelled || activity.Definition.StartsAt <= clock.Now)
                    return Done.Go(address, "too-late");
                var asked = (await nudges.AskAsync(activity, cancellationToken)).Asked.Count;
                return Done.Go(address, asked > 0 ? "nudged" : "nudged-before");
            },
            cancellationToken);
}
