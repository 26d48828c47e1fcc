using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>Asks the colleges that have not answered an invitation for their answer.</summary>
public sealed class NudgeActivityFunction(ActivityTable catalogue, Nudges nudges, CallerReader callers, LondonClock clock)
{
    [Function(nameof(NudgeActivity))]
    public Task<IResult> NudgeActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/activities/{id}/nudge")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var activity = ActivityId.TryParse(id, out var key) ? await catalogue.FindAsync(key, cancellationToken) : null;
            if (activity is null)
                return Problem.NotFound("There is no such activity in the programme.");
            if (activity.IsCancelled || activity.Definition.StartsAt <= clock.Now)
                return Problem.Conflict("The activity has begun or is cancelled: there is nothing to answer any more.");
            return Results.Json(
                await nudges.AskAsync(activity, cancellationToken), PathwayJson.Plain, statusCode: StatusCodes.Status202Accepted);
        });
}
