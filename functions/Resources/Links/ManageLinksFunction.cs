using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Links;

/// <summary>A college's links to resources: making one, and revoking all there are.</summary>
public sealed class ManageLinksFunction(CollegeLinks links, CollegeTable colleges, CallerReader callers)
{
    [Function(nameof(CreateLink))]
    public Task<IResult> CreateLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/resources/{id}/links")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (body, problem) = await RequestBody.ReadJsonAsync<LinkRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            var (link, faults, change) = await links.CreateAsync(id, body, cancellationToken);
            return faults.Count > 0 ? Problem.Invalid(faults) : change switch
            {
                ResourceChange.Unknown => Problem.NotFound("There is no such resource."),
                ResourceChange.Withdrawn => Problem.Gone("The resource has been withdrawn."),
                _ => Results.Json(link, PathwayJson.Plain),
            };
        });

    [Function(nameof(RevokeLinks))]
    public Task<IResult> RevokeLinks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/colleges/{id}/links")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            CollegeId.TryParse(id, out var college)
                && (await colleges.RevokeLinksAsync(college, cancellationToken)).Change != CollegeChange.Unknown
                ? Results.NoContent()
                : Problem.NotFound("There is no such college in the programme."));
}
