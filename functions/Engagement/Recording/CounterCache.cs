namespace Pathway.Functions.Engagement.Recording;

/// <summary>The partitions this instance works on, the ones used longest ago forgotten first.</summary>
public sealed class CounterCache : IDisposable
{
    private const int Max = 32;

    private readonly Lock turn = new();
    private readonly LinkedList<CachedPartition> open = new();

    internal CachedPartition Get(string key)
    {
        lock (turn)
        {
            var partition = open.FirstOrDefault(candidate => candidate.Key == key);
            if (partition is null)
                partition = new CachedPartition(key);
            else
                open.Remove(partition);
            open.AddFirst(partition);

            // One dropped while a delivery is at work in it does no harm: ETags keep two memories of a partition apart.
            if (open.Count > Max)
                open.RemoveLast();
            return partition;
        }
    }

    public void Dispose()
    {
        foreach (var partition in open)
            partition.Dispose();
    }
}
