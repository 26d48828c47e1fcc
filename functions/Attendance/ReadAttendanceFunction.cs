using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance;

/// <summary>What Teams has told of an activity: counts, never who.</summary>
public sealed class ReadAttendanceFunction(ActivityTable activities, AttendanceTable attendance, CallerReader callers)
{
    [Function(nameof(ReadAttendance))]
    public Task<IResult> ReadAttendance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/activities/{id}/attendance")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (!ActivityId.TryParse(id, out var key) || await activities.FindAsync(key, cancellationToken) is null)
                return Problem.NotFound("There is no such activity in the programme.");
            return Results.Json(
                AttendanceView.From(key, await attendance.FindAsync(key, cancellationToken)), PathwayJson.Plain);
        });
}
