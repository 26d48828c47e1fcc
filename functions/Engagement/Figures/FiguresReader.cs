using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Figures from counters alone. Where they cross colleges they may leave the programme, so they are rounded, small numbers are
/// hidden, and the days are those of a shared period; a college's own are its own.
/// </summary>
public sealed class FiguresReader(
    CollegeTable colleges, TableFigures table, AcademicTerms terms, LondonClock clock)
{
    /// <summary>As the table is now.</summary>
    public Task<FiguresTable> ReadAsync(FiguresQuery query, CancellationToken cancellationToken) =>
        ReadAsync(query, table, cancellationToken);

    public async Task<FiguresTable> ReadAsync(
        FiguresQuery query, IFigureSource source, CancellationToken cancellationToken)
    {
        var asked = new DateWindow(query.From, query.To);
        var window = query.College is null ? SharedPeriods.Around(asked, query.By, terms, clock.Today) : asked;
        var backlog = await source.BacklogAsync(cancellationToken);
        var sums = new FigureSums(query.By, terms);
        IReadOnlyList<CollegeId> wanted = query.College is { } one
            ? [one]
            : [.. (await colleges.AllAsync(cancellationToken)).Select(college => college.Id)];
        var read = await ManyColleges.ReadAsync(
            wanted,
            (college, token) => source.CountersAsync(college, window.From, window.To, token),
            cancellationToken);
        foreach (var (college, counters) in read)
        {
            foreach (var counter in counters)
                sums.Add(college, counter);
        }

        var rows = sums.Rows.Select(row => query.College is null ? Shown(row.Key, row.Sum) : Own(row.Key, row.Sum)).ToList();
        return new FiguresTable(
            LocalDatePattern.Iso.Format(window.From),
            LocalDatePattern.Iso.Format(window.To),
            query.By.ToString().ToLowerInvariant(),
            query.College is { } single ? backlog.IsEmptyFor(single) : backlog.IsEmpty,
            rows,
            rows.Exists(row => row.Events is null || row.Minutes is null) ? true : null);
    }

    private static FigureRow Own(string key, FigureSum sum) =>
        new(key, sum.Events.Value, sum.Minutes.Value, sum.Events.Learners);

    /// <summary>
    /// Events are of what is shown of weeks, learners of the whole time, so that events of weeks with few are missing: there are as
    /// many as learners at least. That follows from the two that were told before, and tells no more than they did.
    /// </summary>
    private static FigureRow Shown(string key, FigureSum sum) =>
        sum.Events.ShownLearners is { } learners
            ? new FigureRow(key, Math.Max(sum.Events.Shown ?? 0, learners), sum.Minutes.Shown, learners)
            : new FigureRow(key, null, null, null);
}
