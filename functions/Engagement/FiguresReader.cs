using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement;

/// <summary>
/// Figures from counters alone. Where they cross colleges they may leave the programme, so small numbers are hidden; a college's own
/// are its own.
/// </summary>
public sealed class FiguresReader(CollegeRegister colleges, CounterReader counters, FactsBacklogReader backlogs, AcademicTerms terms)
{
    private const int CollegesAtOnce = 8;

    public async Task<Figures> ReadAsync(FiguresQuery query, CancellationToken cancellationToken)
    {
        var backlog = await backlogs.ReadAsync(cancellationToken);
        var sums = new FigureSums(query.By, terms);
        IReadOnlyList<CollegeId> wanted = query.College is { } one ? [one] : [.. (await colleges.AllAsync(cancellationToken)).Select(college => college.Id)];
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { MaxDegreeOfParallelism = CollegesAtOnce, CancellationToken = cancellationToken },
            async (college, token) =>
            {
                var own = await counters.ReadAsync(college, query.From, query.To, token).ToListAsync(token);
                lock (sums)
                    own.ForEach(counter => sums.Add(college, counter));
            });
        return new Figures(
            LocalDatePattern.Iso.Format(query.From),
            LocalDatePattern.Iso.Format(query.To),
            query.By.ToString().ToLowerInvariant(),
            query.College is { } college ? backlog.IsEmptyFor(college) : backlog.IsEmpty,
            query.College is null ? Guarded(query.By, sums) : [.. sums.Rows.Select(row => new FigureRow(row.Key, row.Events, row.Minutes, row.Learners))]);
    }

    /// <summary>The rows with small numbers hidden. Their total counts as known: another breakdown of the same days gives it.</summary>
    private static List<FigureRow> Guarded(FiguresBy by, FigureSums sums)
    {
        var rows = sums.Rows.ToList();
        var guard = new SmallNumbers();
        var cells = rows.Select(row => guard.Add(row.Learners, row.Events)).ToList();
        var total = guard.Add(sums.Learners, sums.Events);
        if (by == FiguresBy.College)
            guard.Partition(total, cells);
        else
            guard.Cover(total, cells);
        var hidden = guard.Hide();
        return [.. rows.Select((row, i) => hidden[cells[i]] ? new FigureRow(row.Key, null, null, null) : new FigureRow(row.Key, row.Events, row.Minutes, row.Learners))];
    }
}
