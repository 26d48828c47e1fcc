using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// A delivery's line in one partition, row <c>D|date|delivery~hash</c>: the log's line, and how far its recording has come, in
/// the transactions that record it. Facts of another academic year have a line of their own there, which is no log line.
/// </summary>
internal sealed record DeliveryRow(string Partition, string RowKey, FactDelivery Delivery, bool IsPart)
{
    /// <summary>Facts of this partition that are settled, in the order of the message.</summary>
    public int Settled { get; init; }

    public bool IsDone { get; init; }

    public Tally Tally { get; init; }

    /// <summary>Default before the line was written.</summary>
    public ETag ETag { get; init; }

    public static string RowKeyOf(FactDelivery delivery, string hash) =>
        EngagementKey.Delivery(LondonClock.DateOf(delivery.At), $"{delivery.Id}~{hash}");

    /// <summary>This with the progress that the table says.</summary>
    public DeliveryRow WithProgress(TableEntity row) => this with
    {
        Settled = row.GetInt32("Settled") ?? 0,
        IsDone = row.GetBoolean("Done") ?? false,
        Tally = new Tally(
            row.GetInt32("New") ?? 0, row.GetInt32("Repeated") ?? 0, row.GetInt32("Conflicting") ?? 0, row.GetInt32("Nameless") ?? 0),
        ETag = row.ETag,
    };

    public TableTransactionAction ToAction()
    {
        var row = new TableEntity(Partition, RowKey)
        {
            ["At"] = Delivery.At,
            ["Dialect"] = Delivery.Dialect.Word(),
            ["Accepted"] = Delivery.Facts.Count - Tally.Nameless,
            ["New"] = Tally.New,
            ["Repeated"] = Tally.Repeated,
            ["Conflicting"] = Tally.Conflicting,
            ["Settled"] = Settled,
            ["Done"] = IsDone,
        };
        if (Tally.Nameless > 0)
            row["Nameless"] = Tally.Nameless;
        if (IsPart)
            row["Part"] = true;
        else if (Dropped() is { Count: > 0 } dropped)
            row["Dropped"] = JsonSerializer.Serialize(dropped, PathwayJson.Plain);
        return ETag == default
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, ETag);
    }

    private IReadOnlyDictionary<string, int> Dropped() => Tally.Nameless == 0
        ? Delivery.Dropped
        : new Dictionary<string, int>(Delivery.Dropped, StringComparer.Ordinal)
        {
            ["object"] = Delivery.Dropped.GetValueOrDefault("object") + Tally.Nameless,
        };
}
