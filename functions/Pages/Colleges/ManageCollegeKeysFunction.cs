using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Check;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>What opens a college's doors: made anew, and tried.</summary>
[Page]
public sealed class ManageCollegeKeysFunction(
    CollegeDoor room, CollegeTable register, Handovers handovers, TestEvent test)
{
    [Function(nameof(RollSecret))]
    public Task<IResult> RollSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "colleges/{id}/secret")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, _, college) =>
                (await register.RotateAsync(college.Id, cancellationToken)).College is { } rotated
                    ? handovers.Show(visit, rotated, rotated.Rotations[^1] + College.OldSecretLife)
                    : await PageDoor.NotFound(visit, "college"),
            cancellationToken);

    [Function(nameof(RollFeed))]
    public Task<IResult> RollFeed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "colleges/{id}/feed")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (_, _, college) =>
            {
                await register.RotateFeedAsync(college.Id, cancellationToken);
                return Done.Go(PageAddress.To(college.Id), "feed");
            },
            cancellationToken);

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
