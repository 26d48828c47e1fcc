using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>The activities in the management API.</summary>
public sealed class ManageActivityFunction(
    ActivityTable catalogue, PlanningContextReader planning, ReadableColleges readable, CallerReader callers)
{
    private const string Route = "api/activities/{id}";

    [Function(nameof(PutActivity))]
    public Task<IResult> PutActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (!ActivityId.TryParse(id, out var activity))
                return Problem.Invalid("/id", $"An activity's id is {Slug.Rule}.");
            var (body, problem) = await RequestBody.ReadJsonAsync<ActivityRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            var context = await planning.ReadAsync(new HashSet<ActivityId> { activity }, cancellationToken);
            if (body.Validate(activity, context, out var faults) is not { } definition)
                return Problem.Invalid(faults);

            var (change, saved) = await catalogue.PutAsync(
                activity, definition, Precondition.From(request), cancellationToken);
            return change == ActivityChange.ChangedSince
                ? Problem.Changed("activity")
                : Answer(
                    saved!, change == ActivityChange.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });

    [Function(nameof(PatchActivity))]
    public Task<IResult> PatchActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (patch, problem) = await MergePatch.ReadAsync(request, cancellationToken);
            if (patch is null)
                return problem!;
            var (precondition, change) = (Precondition.From(request), ActivityChange.ChangedSince);
            var activity = ActivityId.TryParse(id, out var key)
                ? await catalogue.FindAsync(key, cancellationToken)
                : null;
            while (activity is not null && change == ActivityChange.ChangedSince)
            {
                if (!precondition.Holds(activity.Version))
                    return Problem.Changed("activity");
                if (activity.IsCancelled)
                    return Problem.Conflict("The activity is cancelled: PUT plans it anew.");
                if (patch.Changes("state", ActivityView.Planned))
                    return Problem.Invalid("/state", "is the app's own: DELETE cancels the activity.");
                (var body, problem) = patch.ApplyTo<ActivityRequest>(ActivityView.From(activity));
                if (body is null)
                    return problem!;
                var context = await planning.ReadAsync(new HashSet<ActivityId> { key }, cancellationToken);
                if (body.Validate(key, context, out var faults) is not { } definition)
                    return Problem.Invalid(faults);

                // Somebody else's change in between is kept: the patch is applied to that.
                (change, activity) = await catalogue.PutAsync(
                    key, definition, Precondition.IsAt(activity.Version), cancellationToken);
            }

            return activity is null ? NoSuch() : Answer(activity, StatusCodes.Status200OK);
        });

    [Function(nameof(GetActivity))]
    public Task<IResult> GetActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var activity = ActivityId.TryParse(id, out var key)
                ? await catalogue.FindAsync(key, cancellationToken)
                : null;
            return activity?.Definition.Audience.IncludesAny(await readable.ForAsync(caller, cancellationToken)) is true
                ? EntityVersion.Answer(activity.Version, Results.Json(Seen(activity, caller), PathwayJson.Plain))
                : NoSuch();
        });

    [Function(nameof(ListActivities))]
    public Task<IResult> ListActivities(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/activities")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var own = await readable.ForAsync(caller, cancellationToken);
            var visible = (await catalogue.AllAsync(cancellationToken)).Where(
                activity => activity.Definition.Audience.IncludesAny(own));
            return Page.From(request, visible, activity => activity.Id.ToString(), activity => Seen(activity, caller));
        });

    [Function(nameof(CancelActivity))]
    public Task<IResult> CancelActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var reason = CancelReason.Read(request, out var faults);
            if (faults.Count > 0)
                return Problem.Invalid(faults);
            var change = ActivityId.TryParse(id, out var activity)
                ? (await catalogue.CancelAsync(activity, Precondition.From(request), reason, cancellationToken)).Change
                : ActivityChange.Unknown;
            return change switch
            {
                ActivityChange.Unknown => NoSuch(),
                ActivityChange.ChangedSince => Problem.Changed("activity"),
                _ => Results.NoContent(),
            };
        });

    private static ActivityView Seen(Activity activity, Caller caller) =>
        caller.IsManager ? ActivityView.From(activity) : ActivityView.From(activity).ForColleges();

    private static IResult Answer(Activity activity, int status) =>
        EntityVersion.Answer(
            activity.Version, Results.Json(ActivityView.From(activity), PathwayJson.Plain, statusCode: status));

    private static IResult NoSuch() => Problem.NotFound("There is no such activity in the programme.");
}
