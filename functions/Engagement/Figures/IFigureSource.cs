using NodaTime;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>What figures are made of: as the table has it now, or as it was read for everybody a moment ago.</summary>
public interface IFigureSource
{
    /// <summary>Everything reported before this moment is in it; null where each question reads anew.</summary>
    Instant? At { get; }

    /// <summary>What was accepted then and not yet counted.</summary>
    Task<FactsBacklog> BacklogAsync(CancellationToken cancellationToken);

    /// <summary>A college's counters of the days from the first to the last, in the order of their days.</summary>
    Task<IReadOnlyList<Counter>> CountersAsync(
        CollegeId college, LocalDate first, LocalDate last, CancellationToken cancellationToken);

    /// <summary>Which year groups the college's learners were in, until a day.</summary>
    Task<YearGroups> YearGroupsAsync(CollegeId college, LocalDate until, CancellationToken cancellationToken);
}
