using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources;

/// <summary>The body of <c>POST /api/resources/{id}/links</c>.</summary>
public sealed record LinkRequest(string? College, DateTimeOffset? Expires);

public sealed record LinkView(string Url);

/// <summary>A college's links to resources: making one, and revoking all there are.</summary>
public sealed class ManageLinksFunction(ResourceCatalogue catalogue, ResourceLinks links, CollegeRegister colleges, CallerReader callers, TimeProvider time)
{
    /// <summary>Longer than a course of two years and a term.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(3 * 366);

    [Function(nameof(CreateLink))]
    public Task<IResult> CreateLink([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/resources/{id}/links")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (body, problem) = await RequestBody.ReadJsonAsync<LinkRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            if (await FaultAsync(body, cancellationToken) is { } fault)
                return Problem.Invalid([fault]);
            var resource = ResourceId.TryParse(id, out var key) ? await catalogue.FindAsync(key, cancellationToken) : null;
            if (resource is null)
                return Problem.NotFound("There is no such resource.");
            if (resource.WithdrawnAt is not null)
                return Problem.Gone("The resource has been withdrawn.");
            var college = await colleges.FindAsync(CollegeId.Parse(body.College!), cancellationToken);
            return Results.Json(new LinkView(links.For(college!, key, body.Expires!.Value)), PathwayJson.Plain);
        });

    [Function(nameof(RevokeLinks))]
    public Task<IResult> RevokeLinks([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/colleges/{id}/links")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            CollegeId.TryParse(id, out var college) && (await colleges.RevokeLinksAsync(college, cancellationToken)).Change != CollegeChange.Unknown
                ? Results.NoContent()
                : Problem.NotFound("There is no such college in the programme."));

    private async Task<Fault?> FaultAsync(LinkRequest body, CancellationToken cancellationToken)
    {
        if (body.Expires is not { } expires || expires <= time.GetUtcNow() || expires > time.GetUtcNow() + LongestLife)
            return new("/expires", "is required: a time from now to three years on.");
        return CollegeId.TryParse(body.College, out var college) && await colleges.FindAsync(college, cancellationToken) is { LeftAt: null }
            ? null
            : new("/college", "is not a college of the programme.");
    }
}
