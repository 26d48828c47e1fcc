using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;
using QueueMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace Pathway.Functions.Calendars;

/// <summary>Follows the calendars when Graph says that something happened, and every five minutes in case it did not.</summary>
public sealed class PullCalendarFunction(
    CalendarPull pull,
    FollowedMailboxes followed,
    LeavingMailbox leaving,
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
    public Task PullCalendarOnTimer(
        [TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        followed.EachAsync(
            async (mailbox, token) =>
            {
                if (await leaving.IsDoneAsync(mailbox, token))
                    return;
                await subscription.EnsureAsync(mailbox, token);
                await pull.RunAsync(mailbox, whole: false, token);
                await returned.ReadAsync(mailbox, token);
            },
            cancellationToken);

    private Task HandleAsync(string message, CancellationToken cancellationToken)
    {
        var (wish, mark) = CalendarPullQueue.Read(message);
        return wish switch
        {
            CalendarPullQueue.Whole => reconciliation.RunAsync(cancellationToken),
            CalendarPullQueue.Renew => EachAsync((mailbox, token) => subscription.RenewAsync(mailbox, atOnce: true, token)),
            CalendarPullQueue.Recreate => EachAsync(async (mailbox, token) =>
            {
                await subscription.RecreateAsync(mailbox, token);
                await pull.RunAsync(mailbox, whole: false, token);
            }),
            CalendarPullQueue.Changes => EachAsync((mailbox, token) => pull.RunAsync(mailbox, whole: false, token)),
            _ => throw new FormatException("The message is none that asks for a pull."),
        };

        Task EachAsync(Func<Mailbox, CancellationToken, Task> act) => followed.EachAsync(mark, act, cancellationToken);
    }
}
