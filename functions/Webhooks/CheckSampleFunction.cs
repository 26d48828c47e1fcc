using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks;

/// <summary>Go or no-go for a college that is about to send.</summary>
public sealed class CheckSampleFunction(SampleCheck check, CollegeAccess access)
{
    [Function(nameof(CheckSample))]
    public Task<IResult> CheckSample([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/colleges/{id}/check")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.AsReaderOf(
            request,
            id,
            async college => SampleReader.Read(request, await RawBody.ReadAsync(request, cancellationToken)) switch
            {
                (_, { } fault) => Problem.Invalid([fault]),
                var (sample, _) => Results.Json(check.Run(college, sample!), PathwayJson.Plain),
            },
            cancellationToken);
}
