using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Colleges;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Health;

namespace Pathway.Functions.Pages.Problems;

/// <summary>Gathers what is wrong from those who know: the checks, the calendar, the queues.</summary>
public sealed class ProblemsReader(
    HealthReader health,
    PullStateStore pulls,
    SetAsideEvents setAside,
    ActivityTable catalogue,
    DeadLetterTable letters,
    CollegeTable register)
{
    private const int PageSize = 25;

    public async Task<ProblemsModel> ReadAsync(string after, CancellationToken cancellationToken)
    {
        var states = await pulls.AllAsync(cancellationToken);
        var pending = states.SelectMany(state => state.Pending).ToHashSet();
        var activities = await catalogue.AllAsync(cancellationToken);
        var aside = await setAside.ReadAsync(cancellationToken);
        var found = await letters.ListAsync(after, cancellationToken).Take(PageSize + 1).ToListAsync(cancellationToken);
        var names = (await register.AllAsync(cancellationToken)).ToDictionary(
            college => college.Id.ToString(), college => college.Definition.Name, StringComparer.Ordinal);
        return new ProblemsModel(
            await health.ReadAsync(cancellationToken),
            [.. activities.Where(activity => pending.Contains(activity.Id))],
            [.. activities.Where(activity => activity.SyncDue is not null && !pending.Contains(activity.Id))],
            [.. aside.Values.OrderBy(item => item.Start, StringComparer.Ordinal)],
            states.MinBy(state => state.PulledAt ?? default)?.PulledAt,
            [.. found.Take(PageSize)],
            found.Count > PageSize ? found[PageSize - 1].Id : null,
            names);
    }
}
