using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Webhooks.Guide;

namespace Pathway.Functions.Pages.Guide;

/// <summary>How a college's systems send events: the technician's guide as a page, for everybody.</summary>
[Page]
public sealed class ServeGuideFunction(PageDoor door, GuideText guide)
{
    [Function(nameof(ServeGuide))]
    public Task<IResult> ServeGuide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "integrate")] HttpRequest request) =>
        door.AsAnybody(
            request, visit => Task.FromResult<IResult>(new PageAnswer<GuidePage, string>(visit, guide.Html)));
}
