using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>A college leaves, once it is plain what that means.</summary>
[Page]
public sealed class LeavePagesFunction(CollegeDoor room, CollegeTable register, CollegeChangePreview preview)
{
    private const string Leave = "colleges/{id}/leave";

    [Function(nameof(AskToLeave))]
    public Task<IResult> AskToLeave(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Leave)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsManager(
            request,
            id,
            async (visit, college) => await preview.ReadLeavingAsync(college.Id, cancellationToken) is { } mails
                ? new PageAnswer<LeavePage, LeaveModel>(visit, new LeaveModel(college, mails))
                : await PageDoor.NotFound(visit, "college"),
            cancellationToken);

    [Function(nameof(LeaveProgramme))]
    public Task<IResult> LeaveProgramme(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Leave)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (_, _, college) =>
            {
                await register.LeaveAsync(college.Id, Precondition.None, cancellationToken);
                return Done.Go("/colleges", "left");
            },
            cancellationToken);
}
