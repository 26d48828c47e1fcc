using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;
using QueueMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace Pathway.Functions.Calendars;

/// <summary>Follows the calendar when Graph says that something happened, and every five minutes in case it did not.</summary>
public sealed class PullCalendarFunction(
    CalendarPull pull,
    ReturnedMail returned,
    Reconciliation reconciliation,
    CalendarSubscription subscription,
    QueueMessageRunner items,
    IOptions<QueueNames> queues)
{
    [Function(nameof(PullCalendar))]
    public Task PullCalendar(
        [QueueTrigger(QueueNames.CalendarPullTrigger, Connection = StorageOptions.Connection)] QueueMessage message,
        CancellationToken cancellationToken) =>
        items.RunAsync(queues.Value.CalendarPull, message, HandleAsync, cancellationToken);

    [Function(nameof(PullCalendarOnTimer))]
    public async Task PullCalendarOnTimer(
        [TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await subscription.EnsureAsync(cancellationToken);
        await pull.RunAsync(whole: false, cancellationToken);
        await returned.ReadAsync(cancellationToken);
    }

    private async Task HandleAsync(string wish, CancellationToken cancellationToken)
    {
        switch (wish)
        {
            case CalendarPullQueue.Renew:
                await subscription.RenewAsync(atOnce: true, cancellationToken);
                break;
            case CalendarPullQueue.Recreate:
                await subscription.RecreateAsync(cancellationToken);
                await pull.RunAsync(whole: false, cancellationToken);
                break;
            case CalendarPullQueue.Whole:
                await reconciliation.RunAsync(cancellationToken);
                break;
            case CalendarPullQueue.Changes:
                await pull.RunAsync(whole: false, cancellationToken);
                break;
            default:
                throw new FormatException("The message is none that asks for a pull.");
        }
    }
}
