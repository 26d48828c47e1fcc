using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>What a PUT of the same body would do; with <c>?leaves=true</c> and no body, what a DELETE would.</summary>
public sealed class PreviewCollegeFunction(CollegeChangePreview preview, MailDomains domains, CallerReader callers)
{
    [Function(nameof(PreviewCollege))]
    public Task<IResult> PreviewCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/colleges/{id}/preview")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (!CollegeId.TryParse(id, out var college))
                return Problem.Invalid("/id", CollegeId.Rule);
            if (request.Query["leaves"] == "true")
                return await preview.ReadLeavingAsync(college, cancellationToken) is { } leaving
                    ? Results.Json(leaving, PathwayJson.Plain)
                    : Problem.NotFound("There is no such college in the programme.");
            var (body, problem) = await RequestBody.ReadJsonAsync<CollegeRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            if (body.Validate(college, out var faults) is not { } definition)
                return Problem.Invalid(faults);
            return await domains.FaultsAsync(college, definition, cancellationToken) is { Count: > 0 } taken
                ? Problem.Invalid(taken)
                : Results.Json(await preview.ReadAsync(college, definition, cancellationToken), PathwayJson.Plain);
        });
}
