using Azure;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// The counters of a partition that this instance remembers between deliveries, whole days at a time: a counter that is not
/// among a remembered day's does not exist. Every write names the ETag, so an old memory is noticed, forgotten and read anew.
/// </summary>
internal sealed class CachedPartition(string key) : IDisposable
{
    private const int MaxCounters = 2_000;

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<LocalDate, Dictionary<string, CachedCounter>> days = [];

    public string Key => key;

    /// <summary>Deliveries of one partition go one after the other in this process: they would only make each other repeat.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => gate.WaitAsync(cancellationToken);

    public void Leave() => gate.Release();

    public void Forget() => days.Clear();

    public async ValueTask<Dictionary<string, CachedCounter>> DayAsync(TableClient table, LocalDate date, CancellationToken cancellationToken)
    {
        if (days.TryGetValue(date, out var day))
            return day;
        if (days.Values.Sum(remembered => remembered.Count) > MaxCounters)
            days.Clear();
        day = new Dictionary<string, CachedCounter>(StringComparer.Ordinal);
        var (from, before) = EngagementKey.Range('C', date, date);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {from} and RowKey lt {before}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            day[row.RowKey] = new CachedCounter(CounterRow.Read(row), row.ETag);
        days[date] = day;
        return day;
    }

    public void Remember(string rowKey, Counter counter, ETag etag)
    {
        if (days.TryGetValue(counter.Date, out var day))
            day[rowKey] = new CachedCounter(counter, etag);
    }

    public void Dispose() => gate.Dispose();
}
