using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Reads a college's counters for days. What it costs follows the days and objects, never the number of facts. A learner known
/// by several identifiers is one: aliases are put in place here, so that it does not matter which came first.
/// </summary>
public sealed class CounterReader(PathwayStorage storage)
{
    private static readonly string[] KeyAlone = ["PartitionKey", "RowKey"];

    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    /// <summary>The counters of the days from the first to the last, in the order of their days.</summary>
    public async IAsyncEnumerable<Counter> ReadAsync(
        CollegeId college, LocalDate from, LocalDate to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var aliases = await AliasesAsync(college, cancellationToken);
        await foreach (var row in RowsAsync(college, from, to, null, cancellationToken))
            yield return aliases.Resolve(CounterRow.Read(row));
    }

    /// <summary>The same counters as they are in the table: an alias still stands beside the learner it is.</summary>
    public async Task<IReadOnlyList<Counter>> ReadUnresolvedAsync(
        CollegeId college, LocalDate from, LocalDate to, CancellationToken cancellationToken) =>
        await RowsAsync(college, from, to, null, cancellationToken).Select(CounterRow.Read).ToListAsync(cancellationToken);

    /// <summary>Which of the college's references are one learner.</summary>
    public Task<LearnerAliases> AliasesAsync(CollegeId college, CancellationToken cancellationToken) =>
        LearnerAliases.ReadAsync(table, college, cancellationToken);

    /// <summary>The last of these days on which the college has such a counter; of the rows only their keys are read.</summary>
    /// <param name="counts">Whether a verb counts.</param>
    public async Task<LocalDate?> LastDayAsync(
        CollegeId college, LocalDate from, LocalDate to, Predicate<FactVerb> counts, CancellationToken cancellationToken)
    {
        LocalDate? last = null;
        await foreach (var row in RowsAsync(college, from, to, KeyAlone, cancellationToken))
        {
            var (date, _, _, verb) = EngagementKey.ParseCounter(row.RowKey);
            if (counts(verb) && (last is null || date > last))
                last = date;
        }

        return last;
    }

    /// <param name="members">Null for all of them.</param>
    private async IAsyncEnumerable<TableEntity> RowsAsync(
        CollegeId college,
        LocalDate from,
        LocalDate to,
        IReadOnlyList<string>? members,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, before) = EngagementKey.Range('C', from, to);
        foreach (var year in EngagementKey.Years(from, to))
        {
            var partition = EngagementKey.Partition(college, year);
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {before}");
            await foreach (var row in table.QueryAsync<TableEntity>(
                filter, select: members, cancellationToken: cancellationToken))
                yield return row;
        }
    }
}
