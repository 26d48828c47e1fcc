using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// Refused calls in a college's delivery log: one line a minute, college and reason, however many there were, with
/// the words of the last of them. Those that were not proved to be the college's are lines of their own. Lines
/// are written behind the answers, so that a refusal waits for no storage.
/// </summary>
public sealed partial class RefusalLog(
    PathwayStorage storage, TimeProvider time, ILogger<RefusalLog> logger) : BackgroundService
{
    private readonly TableClient table = storage.Table(StorageTable.Engagement);
    // Whoever is refused on and on is no reason to write on and on.
    private const int MostWrites = 20;

    private const int MaxWords = 1_000;

    private readonly ConcurrentDictionary<(CollegeId College, Refusal Reason, bool IsProved), (long Minute, int Count)> written = new();

    private readonly Channel<TableEntity> lines =
        Channel.CreateBounded<TableEntity>(
            new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes a refused call of a college that exists.</summary>
    /// <param name="words">What was wrong, as the check says it; nothing of what was sent.</param>
    /// <param name="isProved">Whether it is known to be the college's own: anybody can write to its address.</param>
    public void Note(CollegeId college, Dialect dialect, Refusal refusal, string words, bool isProved)
    {
        Log.Refused(logger, college, dialect.Word(), refusal);
        Count(dialect, refusal.ToString().ToLowerInvariant());
        var now = time.GetUtcNow();
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        var (_, count) = written.AddOrUpdate(
            (college, refusal, isProved), _ => (minute, 1), (_, last) => (minute, last.Minute == minute ? last.Count + 1 : 1));
        if (count > MostWrites)
            return;
        var (date, reason) = (LondonClock.DateOf(now), refusal.ToString().ToLowerInvariant());

        // Minute and reason are the row: other instances refuse the same caller in the same minute.
        var name = $"refused~{minute}~{reason}{(isProved ? "" : "~unproved")}";
        var line = new TableEntity(EngagementKey.Partition(college, date), EngagementKey.Delivery(date, name))
        {
            ["At"] = now,
            ["Dialect"] = dialect.Word(),
            ["Refused"] = reason,
            ["Words"] = words.Length <= MaxWords ? words : words[..MaxWords],
        };
        if (!isProved)
            line["Unproved"] = true;
        lines.Writer.TryWrite(line);
    }

    /// <summary>Counts a refused call, also of a college that nobody knows.</summary>
    public static void Count(Dialect dialect, string reason) =>
        Instruments.DeliveriesRefused.Add(1, Instruments.Dialect(dialect.Word()), Instruments.Reason(reason));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in lines.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                // The last one counts, whoever wrote the one before.
                await table.UpsertEntityAsync(line, TableUpdateMode.Replace, stoppingToken);
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
