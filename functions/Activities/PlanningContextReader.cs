using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>Reads what a plan is held against.</summary>
public sealed class PlanningContextReader(
    ActivityTable catalogue, CollegeTable colleges, IKnownResources resources, LondonClock clock)
{
    /// <param name="planned">The activities that are put in together.</param>
    public async Task<PlanningContext> ReadAsync(
        IReadOnlySet<ActivityId> planned, CancellationToken cancellationToken) =>
        new(
        clock.Today,
        await colleges.AllAsync(cancellationToken),
        await catalogue.AllAsync(cancellationToken),
        await resources.AllAsync(cancellationToken),
        planned);
}
