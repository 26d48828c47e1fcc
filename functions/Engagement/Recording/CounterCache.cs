namespace Pathway.Functions.Engagement.Recording;

/// <summary>The counters of the partitions this instance writes to, the ones used longest ago dropped first.</summary>
public sealed class CounterCache : IDisposable
{
    private const int MaxPartitions = 32;

    private readonly Lock access = new();
    private readonly LinkedList<PartitionCounters> partitions = new();

    internal PartitionCounters Get(string partitionKey)
    {
        lock (access)
        {
            var counters = partitions.FirstOrDefault(candidate => candidate.PartitionKey == partitionKey);
            if (counters is null)
                counters = new PartitionCounters(partitionKey);
            else
                partitions.Remove(counters);
            partitions.AddFirst(counters);

            // One dropped while a delivery is at work in it does no harm: ETags keep two copies of a partition apart.
            if (partitions.Count > MaxPartitions)
                partitions.RemoveLast();
            return counters;
        }
    }

    public void Dispose()
    {
        foreach (var counters in partitions)
            counters.Dispose();
    }
}
