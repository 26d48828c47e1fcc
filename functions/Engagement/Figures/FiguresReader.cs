using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Figures from counters alone. Where they cross colleges they may leave the programme, so small numbers are hidden; a
/// college's own are its own.
/// </summary>
public sealed class FiguresReader(
    CollegeTable colleges, CounterReader counters, FactsBacklogReader backlogs, AcademicTerms terms)
{
    private const int CollegesAtOnce = 8;

    public async Task<FiguresTable> ReadAsync(FiguresQuery query, CancellationToken cancellationToken)
    {
        var backlog = await backlogs.ReadAsync(cancellationToken);
        var sums = new FigureSums(query.By, terms);
        IReadOnlyList<CollegeId> wanted = query.College is { } one
            ? [one]
            : [.. (await colleges.AllAsync(cancellationToken)).Select(college => college.Id)];
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { MaxDegreeOfParallelism = CollegesAtOnce, CancellationToken = cancellationToken },
            async (college, token) =>
            {
                var own = await counters.ReadAsync(college, query.From, query.To, token).ToListAsync(token);
                lock (sums)
                    own.ForEach(counter => sums.Add(college, counter));
            });
        var (rows, hides) = query.College is null
            ? Guarded(query.By, sums)
            : ([.. sums.Rows.Select(row => Row(row.Key, row.Sum))], false);
        return new FiguresTable(
            LocalDatePattern.Iso.Format(query.From),
            LocalDatePattern.Iso.Format(query.To),
            query.By.ToString().ToLowerInvariant(),
            query.College is { } college ? backlog.IsEmptyFor(college) : backlog.IsEmpty,
            rows,
            hides ? true : null);
    }

    /// <summary>
    /// The rows with small numbers hidden. Their total counts as known: another breakdown of the same days gives it.
    /// </summary>
    private static (List<FigureRow> Rows, bool Hides) Guarded(FiguresBy by, FigureSums sums)
    {
        var rows = sums.Rows.ToList();
        var guard = new SuppressedRows(amounts: 1);
        var numbers = rows.ConvertAll(row => guard.Add(row.Sum.Events, row.Sum.Minutes));
        var total = guard.Add(sums.Total.Events, sums.Total.Minutes);
        if (by == FiguresBy.College)
            guard.Partition(total, numbers);
        else
            guard.Cover(total, numbers);
        var hidden = guard.Hide();
        var shown = rows.Select((row, i) => Row(row.Key, row.Sum, hidden.Row(numbers[i]), hidden.Amount(numbers[i], 0)))
            .ToList();
        return (shown, shown.Exists(row => row.Events is null || row.Minutes is null));
    }

    private static FigureRow Row(string key, FigureSum sum, bool isHidden = false, bool hidesMinutes = false) => new(
        key,
        isHidden ? null : sum.Events.Value,
        isHidden || hidesMinutes ? null : sum.Minutes.Value,
        isHidden ? null : sum.Events.Learners);
}
