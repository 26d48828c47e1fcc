using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// Refused calls in a college's delivery log, at most one line a minute and college, however many there were. Lines are written
/// behind the answers, so that a refusal waits for no storage.
/// </summary>
public sealed partial class RefusalLog(PathwayStorage storage, TimeProvider time, ILogger<RefusalLog> logger) : BackgroundService
{
    private readonly TableClient table = storage.Table(StorageTable.Engagement);
    private readonly ConcurrentDictionary<CollegeId, long> lastMinutes = new();

    private readonly Channel<TableEntity> lines =
        Channel.CreateBounded<TableEntity>(
            new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes a refused call of a college that exists.</summary>
    public void Note(CollegeId college, Dialect dialect, Refusal refusal)
    {
        Log.Refused(logger, college, dialect.Word(), refusal);
        var now = time.GetUtcNow();
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (lastMinutes.TryGetValue(college, out var last) && last == minute)
            return;
        lastMinutes[college] = minute;
        var date = LondonClock.DateOf(now);

        // The minute is the row: other instances refuse the same caller in the same minute.
        lines.Writer.TryWrite(new TableEntity(EngagementKey.Partition(college, date), EngagementKey.Delivery(date, $"refused~{minute}"))
        {
            ["At"] = now,
            ["Dialect"] = dialect.Word(),
            ["Refused"] = refusal.ToString().ToLowerInvariant(),
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in lines.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await table.AddEntityAsync(line, stoppingToken);
            }
            catch (RequestFailedException known) when (known.Status == 409)
            {
                // Another instance wrote this minute's line.
            }
            catch (Exception outage) when (StorageOutage.Is(outage, stoppingToken))
            {
                Log.NotWritten(logger, outage.GetType().Name);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Refused a {Dialect} call for {College}: {Refusal}.")]
        public static partial void Refused(ILogger logger, CollegeId college, string dialect, Refusal refusal);

        [LoggerMessage(2, LogLevel.Warning, "A refused call could not be put into the delivery log: {Reason}.")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
