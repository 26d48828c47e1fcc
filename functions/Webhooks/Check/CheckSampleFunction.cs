using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>Go or no-go for a college that is about to send.</summary>
public sealed class CheckSampleFunction(SampleCheck check, CollegeAccess access)
{
    private const string Route = "api/colleges/{id}/check";

    [Function(nameof(CheckSample))]
    public Task<IResult> CheckSample(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.AsReaderOf(request, id, college => CheckAsync(request, college, cancellationToken), cancellationToken);

    private async Task<IResult> CheckAsync(HttpRequest request, College college, CancellationToken cancellationToken)
    {
        using var body = await RawBody.ReadAsync(request, RawBody.DefaultLimit, cancellationToken);
        var (sample, fault) = SampleReader.Read(request, college.Id.ToString(), body);
        return fault is not null ? Problem.Invalid([fault]) : Results.Json(check.Run(college, sample!), PathwayJson.Plain);
    }
}
