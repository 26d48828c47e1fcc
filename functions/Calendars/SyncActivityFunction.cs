using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using QueueMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace Pathway.Functions.Calendars;

/// <summary>Queue <c>calendar-sync</c>: one activity's invitations, or a college's in every activity ahead.</summary>
public sealed class SyncActivityFunction(
    InvitationSync sync, CollegeFanOut colleges, QueueMessageRunner items, IOptions<QueueNames> queues)
{
    [Function(nameof(SyncActivity))]
    public Task SyncActivity(
        [QueueTrigger(QueueNames.CalendarSyncTrigger, Connection = StorageOptions.Connection)] QueueMessage message,
        CancellationToken cancellationToken) =>
        items.RunAsync(
            queues.Value.CalendarSync,
            message,
            (body, token) => JsonSerializer.Deserialize<CalendarSyncRequest>(body, PathwayJson.Strict) switch
            {
                { Activity: { } activity } => sync.RunAsync(ActivityId.Parse(activity), token),
                { College: { } college } => colleges.RunAsync(CollegeId.Parse(college), token),
                _ => throw new FormatException("The message names neither an activity nor a college."),
            },
            cancellationToken);
}
