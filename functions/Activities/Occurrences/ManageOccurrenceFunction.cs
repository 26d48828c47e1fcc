using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Occurrences;

/// <summary>The single dates of an activity that repeats.</summary>
public sealed class ManageOccurrenceFunction(
    ActivityTable catalogue, PlanningContextReader planning, ReadableColleges readable, CallerReader callers)
{
    private const string Route = "api/activities/{id}/occurrences/{date}";

    [Function(nameof(ListOccurrences))]
    public Task<IResult> ListOccurrences(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/activities/{id}/occurrences")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var activity = await FindAsync(id, cancellationToken);
            return activity?.Definition.Audience.IncludesAny(await readable.ForAsync(caller, cancellationToken)) is true
                ? Answer(activity)
                : NoSuch();
        });

    [Function(nameof(MoveOccurrence))]
    public Task<IResult> MoveOccurrence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string id,
        string date,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (body, problem) = await RequestBody.ReadJsonAsync<OccurrenceRequest>(request, cancellationToken);
            return body is null ? problem! : await ChangeAsync(request, id, date, body, "", cancellationToken);
        });

    [Function(nameof(CancelOccurrence))]
    public Task<IResult> CancelOccurrence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        string id,
        string date,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var reason = CancelReason.Read(request, out var faults);
            return faults.Count > 0 ? Problem.Invalid(faults) : await ChangeAsync(request, id, date, to: null, reason, cancellationToken);
        });

    /// <param name="to">When it is held; null for not at all.</param>
    /// <param name="reason">Why it is not held.</param>
    private async Task<IResult> ChangeAsync(
        HttpRequest request, string id, string date, OccurrenceRequest? to, string reason, CancellationToken cancellationToken)
    {
        var (precondition, change) = (Precondition.From(request), ActivityChange.ChangedSince);
        var activity = await FindAsync(id, cancellationToken);
        while (activity is not null && change == ActivityChange.ChangedSince)
        {
            if (!precondition.Holds(activity.Version))
                return Problem.Changed("activity");
            if (activity.IsCancelled)
                return Problem.Conflict("The activity is cancelled: PUT plans it anew.");
            if (LocalDatePattern.Iso.Parse(date) is not { Success: true, Value: var day } || !HasDate(activity, day))
                return Problem.NotFound("The activity has no such date; GET /api/activities/{id}/occurrences lists them.");
            var context = await planning.ReadAsync(new HashSet<ActivityId> { activity.Id }, cancellationToken);
            var definition = to is null
                ? OccurrenceChange.Cancel(activity, day, reason, context, out var faults)
                : OccurrenceChange.Move(activity, day, to, context, out faults);
            if (definition is null)
                return Problem.Invalid(faults);

            // Somebody else's change in between is kept: this one is made to that.
            (change, activity) = await catalogue.PutAsync(
                activity.Id, definition, Precondition.IsAt(activity.Version), cancellationToken);
        }

        return activity is null ? NoSuch() : to is null ? Results.NoContent() : Answer(activity);
    }

    private async Task<Activity?> FindAsync(string id, CancellationToken cancellationToken) =>
        ActivityId.TryParse(id, out var key) ? await catalogue.FindAsync(key, cancellationToken) : null;

    private static bool HasDate(Activity activity, LocalDate date) =>
        activity.Definition.Repeats?.PatternFrom(activity.Definition.Start.Date)?.Dates().Contains(date) is true;

    private static IResult Answer(Activity activity) => EntityVersion.Answer(
        activity.Version,
        Results.Json(new OccurrencesView(activity.Id.ToString(), OccurrenceView.AllOf(activity)), PathwayJson.Plain));

    private static IResult NoSuch() => Problem.NotFound("There is no such activity in the programme.");
}
