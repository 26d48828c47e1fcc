using System.Text.Json;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement;

/// <summary>What was accepted and is not counted: deliveries still in the queue, of whatever college, and dead letters by college.</summary>
/// <param name="Unreadable">Dead letters of which nobody can say whose they are.</param>
public sealed record FactsBacklog(int Waiting, IReadOnlyDictionary<CollegeId, int> DeadLetters, int Unreadable)
{
    /// <summary>True when everything that was accepted has been counted.</summary>
    public bool IsEmpty => Waiting == 0 && DeadLetters.Count == 0 && Unreadable == 0;

    /// <summary>The same for one college: its own dead letters only, but what waits may be anybody's.</summary>
    public bool IsEmptyFor(CollegeId college) => Waiting == 0 && !DeadLetters.ContainsKey(college);
}

/// <summary>Reads the backlog: one look at the queue, one at its dead letters.</summary>
public sealed class FactsBacklogReader(PathwayStorage storage, DeadLetterBox letters)
{
    public async Task<FactsBacklog> ReadAsync(CancellationToken cancellationToken)
    {
        // Counts those being worked on too: they are hidden, not gone.
        var queue = await storage.Queue(queues => queues.Facts).GetPropertiesAsync(cancellationToken);
        var (dead, unreadable) = (new Dictionary<CollegeId, int>(), 0);
        await foreach (var letter in letters.ListOfAsync(storage.QueueNames.Facts, cancellationToken))
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
            return CollegeId.TryParse(message.RootElement.GetProperty("college").GetString(), out var college) ? college : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A message nobody can read belongs to nobody; the dead letters show it.
            return null;
        }
    }
}
