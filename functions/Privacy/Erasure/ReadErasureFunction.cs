using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Erasure;

/// <summary>The receipts in the management API.</summary>
public sealed class ReadErasureFunction(ErasureTable receipts, CollegeTable colleges, CallerReader callers)
{
    [Function(nameof(ReadErasure))]
    public Task<IResult> ReadErasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/privacy/erasures/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            Slug.IsValid(id) && await FindAsync(id, cancellationToken) is { } erasure
                ? Results.Json(ErasureView.From(erasure), PathwayJson.Plain)
                : Problem.NotFound("There is no such erasure."));

    // Until its first run an erasure is known from its college alone.
    private async Task<CollegeErasure?> FindAsync(string id, CancellationToken cancellationToken) =>
        await receipts.FindAsync(id, cancellationToken)
            ?? (await colleges.AllAsync(cancellationToken)).Where(college => college.Erasure == id)
                .Select(college => new CollegeErasure(id, college.Id, college.ErasureAt)).FirstOrDefault();
}
