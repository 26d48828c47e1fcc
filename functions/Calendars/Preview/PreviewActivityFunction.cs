using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>What a PUT of the same body would do.</summary>
public sealed class PreviewActivityFunction(ActivityPreview preview, PlanningContextReader planning, CallerReader callers)
{
    [Function(nameof(PreviewActivity))]
    public Task<IResult> PreviewActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/activities/{id}/preview")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (!ActivityId.TryParse(id, out var activity))
                return Problem.Invalid("/id", $"An activity's id is {Slug.Rule}.");
            var (body, problem) = await RequestBody.ReadJsonAsync<ActivityRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            var context = await planning.ReadAsync(new HashSet<ActivityId> { activity }, cancellationToken);
            return body.Validate(activity, context, out var faults) is { } definition
                ? Results.Json(await preview.ReadAsync(activity, definition, cancellationToken), PathwayJson.Plain)
                : Problem.Invalid(faults);
        });
}
