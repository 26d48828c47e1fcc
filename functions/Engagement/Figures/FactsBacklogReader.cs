using System.Text.Json;
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
            if (CollegeOf(letter.Body) is { } college)
                dead[college] = dead.GetValueOrDefault(college) + 1;
            else
                unreadable++;
        }

        return new FactsBacklog(queue.Value.ApproximateMessagesCount, dead, unreadable);
    }

    private static CollegeId? CollegeOf(string body)
    {
        try
        {
            if (FactMessage.ReadClaim(body) is { } claim)
                return CollegeId.TryParse(claim.Split('/')[0], out var claimant) ? claimant : null;
            using var message = JsonDocument.Parse(body);
            return CollegeId.TryParse(message.RootElement.GetProperty("college").GetString(), out var college)
                ? college
                : null;
        }
        catch (Exception unreadable) when (
            unreadable is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A message nobody can read belongs to nobody; the dead letters show it.
            return null;
        }
    }
}
