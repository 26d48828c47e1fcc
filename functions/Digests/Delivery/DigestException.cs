using System.Collections.Concurrent;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>Some slots of a message were not delivered; each is named with its reason.</summary>
public sealed class DigestException(IReadOnlyDictionary<SlotKey, Exception> failures) : Exception(Say(failures), failures.Values.First())
{
    public IReadOnlyDictionary<SlotKey, Exception> Failures => failures;

    public static string Say(IEnumerable<KeyValuePair<SlotKey, Exception>> failures) =>
        string.Join(" ", failures.OrderBy(failure => failure.Key.ToString(), StringComparer.Ordinal).Select(failure => $"{failure.Key}: {failure.Value.GetType().Name}, {failure.Value.Message.Split('\n')[0].TrimEnd()}"));

    /// <summary>Runs one slot's step so that its failure is noted beside the others' and stops nobody.</summary>
    public static async Task CatchAsync(ConcurrentDictionary<SlotKey, Exception> failures, SlotKey slot, Func<Task> step)
    {
        try
        {
            await step();
        }
#pragma warning disable CA1031 // Whatever is wrong with one college's digest must not cost the others theirs; it is thrown with theirs at the end.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            failures[slot] = failure;
        }
    }
}
