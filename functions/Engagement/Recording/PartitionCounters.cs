using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// The counters of one partition that this instance remembers between deliveries, whole days at a time: a counter that is not
/// among a remembered day's does not exist. Every write names the ETag, so an old copy is noticed, dropped and read anew.
/// </summary>
internal sealed class PartitionCounters(string partitionKey) : IDisposable
{
    private const int MaxCounters = 2_000;

    private readonly SemaphoreSlim writer = new(1);
    private readonly Dictionary<LocalDate, Dictionary<string, VersionedCounter>> days = [];

    public string PartitionKey => partitionKey;

    /// <summary>
    /// Deliveries of one partition go one after the other in this process: they would only make each other repeat.
    /// </summary>
    public Task LockAsync(CancellationToken cancellationToken) => writer.WaitAsync(cancellationToken);

    public void Unlock() => writer.Release();

    public void Clear() => days.Clear();

    /// <summary>A day's counters by row key, read from the table unless they are remembered.</summary>
    public async ValueTask<IReadOnlyDictionary<string, VersionedCounter>> GetDayAsync(
        TableClient table, LocalDate date, CancellationToken cancellationToken)
    {
        if (days.TryGetValue(date, out var day))
            return day;
        if (days.Values.Sum(remembered => remembered.Count) > MaxCounters)
            days.Clear();
        day = new Dictionary<string, VersionedCounter>(StringComparer.Ordinal);
        var (from, before) = EngagementKey.Range('C', date, date);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {before}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            day[row.RowKey] = new VersionedCounter(CounterRow.Read(row), row.ETag);
        days[date] = day;
        return day;
    }

    public void Set(string rowKey, VersionedCounter counter)
    {
        if (days.TryGetValue(counter.Counter.Date, out var day))
            day[rowKey] = counter;
    }

    public void Dispose() => writer.Dispose();
}
