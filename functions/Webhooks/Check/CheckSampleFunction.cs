using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;

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
        access.AsReaderOf(
            request, id, college => check.AnswerAsync(request, college, cancellationToken), cancellationToken);
}
