using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;

namespace Pathway.Functions.Webhooks.Guide;

/// <summary>The technician's guide.</summary>
public sealed class ServeGuideFunction(GuidePage page, HttpGuard guard)
{
    /// <summary>How a college's systems send events: the guide as a page, for everybody.</summary>
    [Function(nameof(ServeGuide))]
    public Task<IResult> ServeGuide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "integrate")] HttpRequest request) =>
        guard.RunAsync(request, () => Task.FromResult(Results.Content(page.Html, "text/html; charset=utf-8")));
}
