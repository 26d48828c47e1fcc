using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Activities;

/// <summary>An activity's end before its time, with the reason that everybody invited is told.</summary>
[Page]
public sealed class CancelActivityPagesFunction(ActivityDoor room, ActivityTable catalogue, ActivityCheck check)
{
    private const string Cancel = "activities/{id}/cancel";

    [Function(nameof(AskToCancel))]
    public Task<IResult> AskToCancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Cancel)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsManager(
            request,
            id,
            (visit, activity) =>
                check.BeforeCancellingAsync(visit, activity, FormState.From(FormFields.None), cancellationToken),
            cancellationToken);

    [Function(nameof(CancelOnPage))]
    public Task<IResult> CancelOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Cancel)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, form, activity) =>
            {
                var reason = CancelReason.Read(form["reason"], out var faults);
                if (faults.Count > 0)
                    return await check.BeforeCancellingAsync(
                        visit, activity, new FormState(form, faults), cancellationToken);
                var (change, _) = await catalogue.CancelAsync(activity.Id, form.AsShown, reason, cancellationToken);

                // It is not what the page said it was: what cancelling it means now is shown again.
                return change == ActivityChange.ChangedSince
                    ? await check.BeforeCancellingAsync(
                        visit, activity, new FormState(form, [FaultWords.AskedAnew("activity")]), cancellationToken)
                    : Done.Go(PageAddress.To(activity.Id), "cancelled");
            },
            cancellationToken);
}
