using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using NodaTime;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>Records deliveries so that each fact counts exactly once, however often, in parallel or late it arrives.</summary>
public sealed partial class FactRecorder(
    FactQueue queue, PathwayStorage storage, ObjectNames names, DeadLetterTable letters, CounterCache partitions, TimeProvider time, ILogger<FactRecorder> logger)
{
    private const string ConflictReason =
        "The college sent an event under an id that is known with other content. What was first counted stays; this one is not counted, and a replay does not count it: remove it, or have it sent again under a new id.";

    // Senders repeat for days, not for weeks: the example schedule of Standard Webhooks ends after 76 hours.
    private const int DaysToLookBack = 8;

    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    /// <summary>Records the delivery of a message of queue <c>facts</c>.</summary>
    /// <exception cref="FormatException">The message is no delivery.</exception>
    public async Task RecordAsync(string message, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Source.StartActivity("RecordFacts");
        var opened = await queue.OpenAsync(message, cancellationToken);
        if (opened.Delivery is not { } delivery)
        {
            Log.ClaimGone(logger);
            return;
        }

        var line = await RecordAsync(delivery, opened.Hash, cancellationToken);
        if (opened.Claim is not null)
            await queue.DiscardAsync(opened.Claim, cancellationToken);
        Log.Recorded(logger, delivery.College, delivery.Dialect.Word(), line.Tally.New, line.Tally.Repeated, line.Tally.Conflicting);
    }

    private async Task<DeliveryLine> RecordAsync(FactDelivery delivery, string hash, CancellationToken cancellationToken)
    {
        // The app's own facts name their objects rightly, also one that is younger than the copy of the catalogue.
        var nameOf = delivery.Dialect == Dialect.Pathway ? static own => own : await names.CurrentAsync(delivery, cancellationToken);
        var (rowKey, home) = (DeliveryLine.RowKeyOf(delivery, hash), PartitionOf(delivery.College, delivery.At));
        var lastYears = await KnownLastYearAsync(delivery, cancellationToken);
        var parts = delivery.Facts
            .GroupBy(fact => lastYears.GetValueOrDefault(fact.Key) ?? PartitionOf(delivery.College, fact.At), StringComparer.Ordinal)
            .ToDictionary(part => part.Key, part => part.ToList(), StringComparer.Ordinal);

        // Facts of other years first: the line in the year of arrival, the one people read, then has the sum.
        var sum = default(Tally);
        foreach (var (partition, facts) in parts.Where(part => part.Key != home).OrderBy(part => part.Key, StringComparer.Ordinal))
            sum += (await RecordPartAsync(new DeliveryLine(partition, rowKey, delivery, IsPart: true), facts, nameOf, cancellationToken)).Tally;
        return await RecordPartAsync(new DeliveryLine(home, rowKey, delivery, IsPart: false) { Tally = sum }, parts.GetValueOrDefault(home, []), nameOf, cancellationToken);
    }

    /// <summary>
    /// Facts that have no time of their own belong to the year they arrived in. In the first days of September the same event may
    /// have arrived in the year before: then it belongs there, where it is known.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, string>> KnownLastYearAsync(FactDelivery delivery, CancellationToken cancellationToken)
    {
        var known = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var arrival = LondonClock.DateOf(Instant.FromDateTimeOffset(delivery.At));
        if (AcademicYear.Of(arrival).FirstDay.PlusDays(DaysToLookBack) <= arrival)
            return known;
        var partition = EngagementKey.Partition(delivery.College, AcademicYear.Of(arrival).FirstDay.PlusDays(-1));
        var timeless = delivery.Facts.Where(fact => !fact.TimeKnown).Select(fact => fact.Key).Distinct(StringComparer.Ordinal);
        await Parallel.ForEachAsync(timeless, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (key, token) =>
        {
            if ((await table.GetEntityIfExistsAsync<TableEntity>(partition, EngagementKey.Fact(key), ["Content"], token)).HasValue)
                known[key] = partition;
        });
        return known;
    }

    private async Task<DeliveryLine> RecordPartAsync(DeliveryLine line, List<Fact> facts, Func<FactObject, FactObject> nameOf, CancellationToken cancellationToken)
    {
        var memory = partitions.Get(line.Partition);
        await memory.EnterAsync(cancellationToken);
        try
        {
            return await new PartitionRecorder(table, memory, facts, nameOf, fact => RefuseAsync(line.Delivery, fact, cancellationToken), time).RunAsync(line, cancellationToken);
        }
        catch
        {
            // What was sent and not answered may have been carried out.
            memory.Forget();
            throw;
        }
        finally
        {
            memory.Leave();
        }
    }

    private async Task RefuseAsync(FactDelivery delivery, Fact fact, CancellationToken cancellationToken)
    {
        // However often it is sent, it is one letter; and a replay of it is no call of the college's.
        var alone = delivery with { Id = DeliveryName.OfLetter, Facts = [fact], Dropped = System.Collections.Frozen.FrozenDictionary<string, int>.Empty };
        await letters.AddAsync(
            storage.QueueNames.Facts, System.Text.Encoding.UTF8.GetString(FactMessage.Write(alone).Span), ConflictReason, 1, cancellationToken, $"{delivery.College}|{fact.Key}|{fact.ContentHash()}");
    }

    private static string PartitionOf(CollegeId college, DateTimeOffset at) =>
        EngagementKey.Partition(college, LondonClock.DateOf(Instant.FromDateTimeOffset(at)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Recorded a {Dialect} delivery of {College}: {New} new, {Repeated} repeated, {Conflicting} in conflict.")]
        public static partial void Recorded(ILogger logger, CollegeId college, string dialect, int @new, int repeated, int conflicting);

        [LoggerMessage(2, LogLevel.Information, "A delivery's claim is gone: it was recorded by an earlier attempt.")]
        public static partial void ClaimGone(ILogger logger);
    }
}
