using Azure.Data.Tables;

namespace Pathway.Chaos.Reckoning;

/// <summary>Accepted = counted: every event that was answered with a success is one fact, and moved its counter once.</summary>
internal static class EventCount
{
    public static async Task JudgeAsync(
        string storage,
        IEnumerable<(string Id, long Accepted)> colleges,
        Tally tally,
        CancellationToken cancellationToken,
        string prefix = "")
    {
        var table = new TableClient(storage, $"{prefix}Engagement");
        var (accepted, counted) = (0L, 0L);
        foreach (var college in colleges)
        {
            var (facts, events) = await CountAsync(table, college.Id, cancellationToken);
            accepted += college.Accepted;
            counted += events;
            tally.Expect(facts == college.Accepted, $"{college.Id} had {college.Accepted} events accepted, and {facts} are facts.");
            tally.Expect(events == facts, $"{college.Id} has {facts} facts, and its counters say {events} events.");
        }

        tally.Count("accepted", accepted);
        tally.Count("counted", counted);
    }

    /// <summary>Rows that are facts, and the sum of the counters' events.</summary>
    private static async Task<(long Facts, long Events)> CountAsync(
        TableClient table, string college, CancellationToken cancellationToken)
    {
        var (facts, events) = (0L, 0L);

        // The partitions of a college: '|' and a year after its name, and '}' is what follows '|'.
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {college + "|"} and PartitionKey lt {college + "}"}");
        await foreach (var row in table.QueryAsync<TableEntity>(
            filter, select: ["RowKey", "Events"], cancellationToken: cancellationToken))
        {
            if (row.RowKey.StartsWith("F|", StringComparison.Ordinal))
                facts++;
            else if (row.RowKey.StartsWith("C|", StringComparison.Ordinal))
                events += row.GetInt64("Events") ?? 0;
        }

        return (facts, events);
    }
}
