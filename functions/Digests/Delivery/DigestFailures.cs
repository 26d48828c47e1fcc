using System.Collections.Concurrent;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>The slots of a message that were not delivered. One that fails stops no other.</summary>
public sealed class DigestFailures
{
    private readonly ConcurrentDictionary<SlotKey, DigestFailure> bySlot = new();
    private readonly ConcurrentQueue<Exception> unexpected = new();

    public bool IsEmpty => bySlot.IsEmpty;

    public IReadOnlyCollection<DigestFailure> All => [.. bySlot.Values];

    /// <summary>What nobody expected, for the log.</summary>
    public Exception? Unexpected => unexpected.TryPeek(out var first) ? first : null;

    public void Add(DigestFailure failure) => bySlot[failure.Slot] = failure;

    /// <summary>Runs one slot's step and notes its failure beside the others'.</summary>
    public async Task WatchAsync(SlotKey slot, Func<Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step();
        }
        catch (Exception failure) when (GraphFault.From(failure, cancellationToken) is { } fault)
        {
            Add(DigestFailure.From(slot, fault));
        }
        // Whatever is wrong with one college's digest must not cost the others theirs; the message fails for it at the end.
#pragma warning disable CA1031
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            unexpected.Enqueue(failure);
            Add(new DigestFailure(slot, $"{failure.GetType().Name}, {failure.Message.Split('\n')[0].TrimEnd()}", MayPass: false));
        }
    }
}
