using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;
using QueueMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>Monday at seven: the timer asks often, the calendar says when.</summary>
public sealed class SendDigestsFunction(
    DigestRequests requests, DigestDelivery delivery, QueueMessageRunner item, IOptions<QueueNames> queues)
{
    public const string Schedule = "0 */15 * * * *";

    [Function(nameof(SendDigests))]
    public Task SendDigests([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        requests.AskDueAsync(cancellationToken);

    [Function(nameof(DeliverDigest))]
    public Task DeliverDigest(
        [QueueTrigger(QueueNames.DigestsTrigger, Connection = StorageOptions.Connection)] QueueMessage message,
        CancellationToken cancellationToken) =>
        item.RunAsync(
            queues.Value.Digests,
            message,
            (body, token) => delivery.DeliverAsync(body, message.MessageId, message.DequeueCount, token),
            cancellationToken);
}
