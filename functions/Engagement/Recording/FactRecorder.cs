using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Records deliveries so that each fact counts exactly once, however often, in parallel or late it arrives.
/// </summary>
public sealed partial class FactRecorder(
    FactQueue queue,
    PathwayStorage storage,
    ObjectNames names,
    DeadLetterTable letters,
    CounterCache counters,
    TimeProvider time,
    ILogger<FactRecorder> logger)
{
    private const string ConflictReason =
        "The college sent an event under an id that is known with other content. What was first counted stays; this one is not counted, "
        + "and a replay does not count it: remove it, or have it sent again under a new id.";

    // Senders repeat for days, not for weeks: the example schedule of Standard Webhooks ends after 76 hours.
    private const int DaysToLookBack = 8;

    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    /// <summary>Records the delivery of a message of queue <c>facts</c>.</summary>
    /// <exception cref="FormatException">The message is no delivery.</exception>
    public async Task RecordAsync(string message, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Source.StartActivity("record facts");
        var opened = await queue.OpenAsync(message, cancellationToken);
        if (opened.Delivery is not { } delivery)
        {
            Log.ClaimGone(logger);
            return;
        }

        var row = await RecordAsync(delivery, opened.Hash, cancellationToken);
        if (opened.Claim is not null)
            await queue.DiscardAsync(opened.Claim, cancellationToken);
        Tell(span, delivery, row.Tally);
        Log.Recorded(
            logger,
            delivery.College,
            delivery.Dialect.Word(),
            row.Tally.New,
            row.Tally.Repeated,
            row.Tally.Conflicting);
    }

    private static void Tell(Activity? span, FactDelivery delivery, Tally tally)
    {
        var dialect = Instruments.Dialect(delivery.Dialect.Word());
        span?.SetTag("pathway.college", delivery.College.ToString())
            .SetTag(dialect.Key, dialect.Value)
            .SetTag("pathway.facts.new", tally.New)
            .SetTag("pathway.facts.repeated", tally.Repeated)
            .SetTag("pathway.facts.conflicting", tally.Conflicting);
        Instruments.Facts.AddSome(tally.New, [dialect, Instruments.Outcome("new")]);
        Instruments.Facts.AddSome(tally.Repeated, [dialect, Instruments.Outcome("repeated")]);
        Instruments.Facts.AddSome(tally.Conflicting, [dialect, Instruments.Outcome("conflict")]);
        Instruments.Facts.AddSome(tally.Nameless, [dialect, Instruments.Outcome("nameless")]);
    }

    private async Task<DeliveryRow> RecordAsync(FactDelivery delivery, string hash, CancellationToken cancellationToken)
    {
        // The app's own facts name their objects rightly, also one that is younger than the copy of the catalogue.
        var nameOf = delivery.Dialect == Dialect.Pathway
            ? static own => own
            : await names.CurrentAsync(delivery, cancellationToken);
        var (rowKey, home) = (DeliveryRow.RowKeyOf(delivery, hash), PartitionOf(delivery.College, delivery.At));
        var lastYears = await FindInLastYearAsync(delivery, cancellationToken);
        var parts = delivery.Facts
            .SelectMany(
                fact => PartitionsOf(delivery, fact, lastYears).Select(partition => (Partition: partition, Fact: fact)))
            .GroupBy(part => part.Partition, part => part.Fact, StringComparer.Ordinal)
            .ToDictionary(part => part.Key, part => part.ToList(), StringComparer.Ordinal);

        // Facts of other years first: the row in the year of arrival, the one people read, then has the sum.
        var sum = default(Tally);
        foreach (var (partition, facts) in parts.Where(part => part.Key != home).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            var part = new DeliveryRow(partition, rowKey, delivery, IsPart: true);
            sum += (await RecordPartitionAsync(part, facts, nameOf, cancellationToken)).Tally;
        }

        return await RecordPartitionAsync(
            new DeliveryRow(home, rowKey, delivery, IsPart: false) { Tally = sum },
            parts.GetValueOrDefault(home, []),
            nameOf,
            cancellationToken);
    }

    /// <summary>
    /// Facts that have no time of their own belong to the year they arrived in. In the first days of September the
    /// same event may have arrived in the year before: then it belongs there, where it is known.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, string>> FindInLastYearAsync(
        FactDelivery delivery, CancellationToken cancellationToken)
    {
        var known = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var arrival = LondonClock.DateOf(delivery.At);
        if (AcademicYear.Containing(arrival).FirstDay.PlusDays(DaysToLookBack) <= arrival)
            return known;
        var partition = EngagementKey.Partition(delivery.College, AcademicYear.Containing(arrival).FirstDay.PlusDays(-1));
        var timeless = delivery.Facts.Where(fact => fact is { TimeKnown: false, Voids: null })
            .Select(fact => fact.Key)
            .Distinct(StringComparer.Ordinal);
        var someAtOnce = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(timeless, someAtOnce, async (key, token) =>
        {
            if ((await table.GetEntityIfExistsAsync<TableEntity>(partition, EngagementKey.Fact(key), ["Content"], token)).HasValue)
                known[key] = partition;
        });
        return known;
    }

    /// <summary>
    /// A fact belongs to the year of its time. What takes one back does not know that time: it may be this year's, or
    /// the last's.
    /// </summary>
    private static IEnumerable<string> PartitionsOf(
        FactDelivery delivery, Fact fact, IReadOnlyDictionary<string, string> lastYears)
    {
        if (fact.Voids is null)
            return [lastYears.GetValueOrDefault(fact.Key) ?? PartitionOf(delivery.College, fact.At)];
        var year = AcademicYear.Containing(LondonClock.DateOf(delivery.At));
        return
        [
            EngagementKey.Partition(delivery.College, year),
            EngagementKey.Partition(delivery.College, new AcademicYear(year.Start - 1)),
        ];
    }

    private async Task<DeliveryRow> RecordPartitionAsync(
        DeliveryRow row, List<Fact> facts, Func<FactObject, FactObject> nameOf, CancellationToken cancellationToken)
    {
        var cached = counters.Get(row.Partition);
        await cached.LockAsync(cancellationToken);
        try
        {
            Task KeepAsync(Fact conflict) => KeepConflictAsync(row.Delivery, conflict, cancellationToken);
            return await new PartitionRecorder(
                table, cached, facts, nameOf, KeepAsync, time).RecordAsync(row, cancellationToken);
        }
        catch
        {
            // What was sent and not answered may have been carried out.
            cached.Clear();
            throw;
        }
        finally
        {
            cached.Unlock();
        }
    }

    private async Task KeepConflictAsync(FactDelivery delivery, Fact fact, CancellationToken cancellationToken)
    {
        // However often it is sent, it is one letter; and a replay of it is no call of the college's.
        var alone = delivery with
        {
            Id = DeliveryName.Letter,
            Facts = [fact],
            Dropped = FrozenDictionary<string,
            int>.Empty,
        };
        using var message = FactMessage.Write(alone);
        await letters.AddAsync(
            storage.QueueNames.Facts,
            Encoding.UTF8.GetString(message.Memory.Span),
            ConflictReason,
            1,
            cancellationToken,
            identity: $"{delivery.College}|{fact.Key}|{fact.ContentHash()}");
    }

    private static string PartitionOf(CollegeId college, DateTimeOffset at) =>
        EngagementKey.Partition(college, LondonClock.DateOf(at));

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Information,
            "Recorded a {Dialect} delivery of {College}: {New} new, {Repeated} repeated, {Conflicting} in conflict.")]
        public static partial void Recorded(
            ILogger logger, CollegeId college, string dialect, int @new, int repeated, int conflicting);

        [LoggerMessage(2, LogLevel.Information, "A delivery's claim is gone: it was recorded by an earlier attempt.")]
        public static partial void ClaimGone(ILogger logger);
    }
}
