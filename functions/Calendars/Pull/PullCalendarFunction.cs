using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;
using QueueMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>Follows the calendar when Graph says that something happened, and every five minutes in case it did not.</summary>
public sealed class PullCalendarFunction(CalendarPull pull, QueueItem items, IOptions<QueueNames> queues)
{
    [Function("PullCalendar")]
    public Task PullCalendar([QueueTrigger(QueueNames.CalendarPullTrigger, Connection = StorageOptions.Connection)] QueueMessage message, CancellationToken cancellationToken) =>
        items.RunAsync(queues.Value.CalendarPull, message, (body, token) => pull.RunAsync(body == PullRequests.Whole, token), cancellationToken);

    [Function("PullCalendarOnTimer")]
    public Task PullCalendarOnTimer([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => pull.RunAsync(whole: false, cancellationToken);
}
