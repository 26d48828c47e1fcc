using Pathway.Functions.DeadLetters;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Learners;

/// <summary>Takes a learner out of the facts that wait among the dead letters: a replay must not bring them back.</summary>
public sealed class LearnerLetters(DeadLetterTable letters, FactQueue queue, PathwayStorage storage)
{
    /// <summary>How many facts the learner was taken out of.</summary>
    public async Task<int> EraseAsync(
        CollegeId college, IReadOnlySet<LearnerRef> learner, CancellationToken cancellationToken)
    {
        var gone = 0;

        // All are read before the first is written: a letter rewritten is another letter.
        foreach (var letter in await letters.ListQueueAsync(storage.QueueNames.Facts, cancellationToken).ToListAsync(cancellationToken))
        {
            var opened = await OpenAsync(letter, cancellationToken);
            if (opened is { Delivery: null, Claim: { } lost }
                && lost.StartsWith($"{college}/", StringComparison.Ordinal))
            {
                // Its facts were taken away, here by a run that died before this line: there is nothing to replay.
                await letters.DismissAsync(letter.Id, cancellationToken);
                continue;
            }

            if (opened?.Delivery is not { } delivery || delivery.College != college)
                continue;
            var kept = delivery.Facts.Select(fact => Without(fact, learner)).OfType<Fact>().ToList();
            var changed = delivery.Facts.Count(fact => fact.Learners.Any(learner.Contains));
            if (changed == 0)
                continue;
            gone += changed;

            // The new letter first: a crash in between leaves both, and the next call finds the old one.
            if (kept.Count > 0)
                await letters.AddAsync(
                    letter.Queue,
                    await queue.KeepAsync(delivery with { Facts = kept }, cancellationToken),
                    letter.Reason,
                    letter.Attempts,
                    cancellationToken);
            if (opened.Claim is { } claim)
                await queue.DiscardAsync(claim, cancellationToken);
            await letters.DismissAsync(letter.Id, cancellationToken);
        }

        return gone;
    }

    private static Fact? Without(Fact fact, IReadOnlySet<LearnerRef> learner)
    {
        if (!fact.Learners.Any(learner.Contains))
            return fact;
        var others = fact.Learners.Where(other => !learner.Contains(other)).ToList();
        return others.Count == 0 ? null : fact with { Learners = others };
    }

    private async Task<OpenedDelivery?> OpenAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        try
        {
            return await queue.OpenAsync(letter.Body, cancellationToken);
        }
        catch (FormatException)
        {
            // What nobody can read names nobody: the app never wrote it.
            return null;
        }
    }
}
