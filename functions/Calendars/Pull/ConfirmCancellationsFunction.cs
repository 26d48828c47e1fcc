using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>The manager's word on many deletions at once.</summary>
public sealed class ConfirmCancellationsFunction(DeletionGuard guard, CallerReader callers)
{
    [Function(nameof(ConfirmCancellations))]
    public Task<IResult> ConfirmCancellations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/calendar/confirm-cancellations")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(
            request, async _ => Results.Json(new CancelledView(Ids(await guard.ConfirmAsync(cancellationToken))), PathwayJson.Plain));

    [Function(nameof(RestoreCancellations))]
    public Task<IResult> RestoreCancellations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/calendar/restore-cancellations")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(
            request, async _ =>
            {
                var anew = string.Equals(request.Query["anew"], "true", StringComparison.OrdinalIgnoreCase);
                return Results.Json(new RestoredView(Ids(await guard.RestoreAsync(anew, cancellationToken))), PathwayJson.Plain);
            });

    private static IReadOnlyList<string> Ids(IReadOnlyList<ActivityId> activities) =>
        [.. activities.Select(activity => activity.ToString())];

    private sealed record CancelledView(IReadOnlyList<string> Cancelled);

    private sealed record RestoredView(IReadOnlyList<string> Restored);
}
