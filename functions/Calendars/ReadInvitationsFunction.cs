using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars;

/// <summary>The ledger in the management API; a coordinator reads their own college's answers in it.</summary>
public sealed class ReadInvitationsFunction(
    ActivityTable catalogue, InvitationsReader reader, ReadableColleges readable, CallerReader callers)
{
    [Function(nameof(ReadInvitations))]
    public Task<IResult> ReadInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/activities/{id}/invitations")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var activity = ActivityId.TryParse(id, out var key)
                ? await catalogue.FindAsync(key, cancellationToken)
                : null;
            var colleges = await readable.ForAsync(caller, cancellationToken);
            if (activity?.Definition.Audience.IncludesAny(colleges) is not true)
                return Problem.NotFound("There is no such activity in the programme.");
            var view = await reader.ReadAsync(activity, cancellationToken);
            return Results.Json(colleges is null ? view : view.For(colleges), PathwayJson.Plain);
        });
}
