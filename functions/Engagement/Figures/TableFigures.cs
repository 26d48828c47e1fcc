using NodaTime;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>What table Engagement says now.</summary>
public sealed class TableFigures(CounterReader counters, YearGroupReader yearGroups, FactsBacklogReader backlogs)
    : IFigureSource
{
    public Instant? At => null;

    public Task<FactsBacklog> BacklogAsync(CancellationToken cancellationToken) => backlogs.ReadAsync(cancellationToken);

    public async Task<IReadOnlyList<Counter>> CountersAsync(
        CollegeId college, LocalDate first, LocalDate last, CancellationToken cancellationToken) =>
        await counters.ReadAsync(college, first, last, cancellationToken).ToListAsync(cancellationToken);

    public Task<YearGroups> YearGroupsAsync(CollegeId college, LocalDate until, CancellationToken cancellationToken) =>
        yearGroups.ReadAsync(college, until, cancellationToken);
}
