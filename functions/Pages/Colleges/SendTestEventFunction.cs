using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Webhooks.Check;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>Tries a college's way in, from its own password to its delivery log.</summary>
[Page]
public sealed class SendTestEventFunction(CollegeDoor room, TestEvent test)
{
    [Function(nameof(SendTestEvent))]
    public Task<IResult> SendTestEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "colleges/{id}/test")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (_, _, college) => Done.Go(
                PageAddress.To(college.Id),
                await test.SendAsync(college, cancellationToken) < StatusCodes.Status400BadRequest
                    ? "tested"
                    : "test-refused"),
            cancellationToken);
}
