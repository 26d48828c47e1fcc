using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Links;

/// <summary>A college's links to resources: making one, and revoking all there are.</summary>
public sealed class ManageLinksFunction(
    ResourceCatalogue catalogue, ResourceLinks links, CollegeTable colleges, CallerReader callers, TimeProvider time)
{
    /// <summary>Longer than a course of two years and a term.</summary>
    private static readonly Duration LongestLife = Duration.FromDays(3 * 366);

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
            var faults = new List<Fault>();
            var expires = ReadExpiry(body.Expires, faults);
            var college = await ReadCollegeAsync(body.College, faults, cancellationToken);
            if (faults.Count > 0)
                return Problem.Invalid(faults);
            var resource = ResourceId.TryParse(id, out var key)
                ? await catalogue.FindAsync(key, cancellationToken)
                : null;
            if (resource is null)
                return Problem.NotFound("There is no such resource.");
            if (resource.WithdrawnAt is not null)
                return Problem.Gone("The resource has been withdrawn.");
            return Results.Json(new LinkView(links.For(college!, key, expires)), PathwayJson.Plain);
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

    private async Task<College?> ReadCollegeAsync(string? text, List<Fault> faults, CancellationToken cancellationToken)
    {
        var college = CollegeId.TryParse(text, out var id) ? await colleges.FindAsync(id, cancellationToken) : null;
        if (college is not { LeftAt: null })
            faults.Add(
                new("/college", text is null ? "is required: a college's id." : "is not a college of the programme."));
        return college;
    }

    private DateTimeOffset ReadExpiry(string? text, List<Fault> faults)
    {
        // Without an offset it would be a time on the clock of whichever machine reads it.
        var now = time.GetUtcNow();
        if (Rfc3339.Parse(text) is not { } expires)
            faults.Add(
                new("/expires", $"{(string.IsNullOrWhiteSpace(text) ? "is required:" : "is not")} a time as RFC 3339 writes it, with its offset: 2027-08-31T23:59:59Z."));
        else if (expires > now && expires <= now + LongestLife.ToTimeSpan())
            return expires;
        else
            faults.Add(new("/expires", "must be a time from now to three years on."));
        return default;
    }
}
