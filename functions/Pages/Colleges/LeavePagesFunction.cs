using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Colleges;
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
            (visit, college) => AskAsync(visit, college, FormState.From(FormFields.None), cancellationToken),
            cancellationToken);

    [Function(nameof(LeaveProgramme))]
    public Task<IResult> LeaveProgramme(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Leave)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, form, college) =>
            {
                var (change, now) = await register.LeaveAsync(college.Id, form.AsShown, cancellationToken);

                // It is not what the page said it was: whom its leaving mails now is shown again.
                return change == CollegeChange.ChangedSince
                    ? await AskAsync(
                        visit, now ?? college, new FormState(form, [FaultWords.AskedAnew("college")]), cancellationToken)
                    : Done.Go("/colleges", "left");
            },
            cancellationToken);

    private async Task<IResult> AskAsync(
        Visit visit, College college, FormState form, CancellationToken cancellationToken) =>
        await preview.ReadLeavingAsync(college.Id, cancellationToken) is { } mails
            ? new PageAnswer<LeavePage, LeaveModel>(visit, new LeaveModel(college, mails, form), form.Status)
            : await PageDoor.NotFound(visit, "college");
}
