using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars;

/// <summary>The ledger in the management API.</summary>
public sealed class ReadInvitationsFunction(ActivityCatalogue catalogue, InvitationsReader reader, CallerReader callers)
{
    [Function("ReadInvitations")]
    public Task<IResult> ReadInvitations([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/activities/{id}/invitations")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            ActivityId.TryParse(id, out var key) && await catalogue.FindAsync(key, cancellationToken) is { } activity
                ? Results.Json(await reader.ReadAsync(activity, cancellationToken), PathwayJson.Plain)
                : Problem.NotFound("There is no such activity in the programme."));
}
