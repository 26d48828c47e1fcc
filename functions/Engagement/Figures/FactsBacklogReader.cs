using Pathway.Functions.DeadLetters;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>Reads the backlog: one look at the queue, one at its dead letters.</summary>
public sealed class FactsBacklogReader(PathwayStorage storage, DeadLetterTable letters)
{
    public async Task<FactsBacklog> ReadAsync(CancellationToken cancellationToken)
    {
        // Counts those being worked on too: they are hidden, not gone.
        var queue = await storage.Queue(queues => queues.Facts).GetPropertiesAsync(cancellationToken);
        var (dead, unreadable) = (new Dictionary<CollegeId, int>(), 0);
        await foreach (var letter in letters.ListQueueAsync(storage.QueueNames.Facts, cancellationToken))
        {
            if (FactMessage.TryReadCollege(letter.Body) is { } college)
                dead[college] = dead.GetValueOrDefault(college) + 1;
            else
                unreadable++;
        }

        return new FactsBacklog(queue.Value.ApproximateMessagesCount, dead, unreadable);
    }
}
