using Azure;
using Azure.Data.Tables;
using NodaTime;

namespace Pathway.Functions.Engagement;

/// <summary>A counter as it was last seen or written; without an ETag it is not in the table yet.</summary>
internal readonly record struct KnownCounter(Counter Counter, ETag ETag);

/// <summary>
/// The counters of a partition that this instance remembers between deliveries, whole days at a time: a counter that is not
/// among a remembered day's does not exist. Every write names the ETag, so an old memory is noticed, forgotten and read anew.
/// </summary>
internal sealed class OpenPartition(string key) : IDisposable
{
    private const int MaxCounters = 2_000;

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<LocalDate, Dictionary<string, KnownCounter>> days = [];

    public string Key => key;

    /// <summary>Deliveries of one partition go one after the other in this process: they would only make each other repeat.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => gate.WaitAsync(cancellationToken);

    public void Leave() => gate.Release();

    public void Forget() => days.Clear();

    public async ValueTask<Dictionary<string, KnownCounter>> DayAsync(TableClient table, LocalDate date, CancellationToken cancellationToken)
    {
        if (days.TryGetValue(date, out var day))
            return day;
        if (days.Values.Sum(remembered => remembered.Count) > MaxCounters)
            days.Clear();
        day = new Dictionary<string, KnownCounter>(StringComparer.Ordinal);
        var (from, before) = EngagementKey.Range('C', date, date);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {from} and RowKey lt {before}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            day[row.RowKey] = new KnownCounter(CounterRow.Read(row), row.ETag);
        days[date] = day;
        return day;
    }

    public void Remember(string rowKey, Counter counter, ETag etag)
    {
        if (days.TryGetValue(counter.Date, out var day))
            day[rowKey] = new KnownCounter(counter, etag);
    }

    public void Dispose() => gate.Dispose();
}

/// <summary>The partitions this instance works on, the ones used longest ago forgotten first.</summary>
public sealed class OpenPartitions : IDisposable
{
    private const int Max = 32;

    private readonly Lock turn = new();
    private readonly LinkedList<OpenPartition> open = new();

    internal OpenPartition Get(string key)
    {
        lock (turn)
        {
            var partition = open.FirstOrDefault(candidate => candidate.Key == key);
            if (partition is null)
                partition = new OpenPartition(key);
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
