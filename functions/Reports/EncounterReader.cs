using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Reports;

/// <summary>
/// Employer encounters as careers leaders enter them for the Gatsby benchmarks: one row for a college, activity, day and year group.
/// </summary>
public sealed class EncounterReader(ActivityTable activities, CounterReader counters, YearGroupReader yearGroups)
{
    public static readonly IReadOnlyList<string> Header = ["college", "collegeName", "date", "activity", "title", "kind", "employer", "yearGroup", "learners"];

    /// <param name="colleges">Whose encounters.</param>
    /// <param name="window">The days.</param>
    /// <param name="guarded">Hides small numbers: for figures of several colleges together.</param>
    /// <param name="cancellationToken">Stops between two colleges.</param>
    public async Task<IReadOnlyList<Encounter>> ReadAsync(IReadOnlyList<College> colleges, DateWindow window, bool guarded, CancellationToken cancellationToken)
    {
        var known = (await activities.AllAsync(cancellationToken)).ToDictionary(activity => activity.Id.ToString(), StringComparer.Ordinal);
        var encounters = new List<Encounter>();
        foreach (var college in colleges.OrderBy(college => college.Id.ToString(), StringComparer.Ordinal))
        {
            var groups = await yearGroups.ReadAsync(college.Id, window.To, cancellationToken);
            await foreach (var counter in counters.ReadAsync(college.Id, window.From, window.To, cancellationToken))
            {
                if (counter is { Kind: ObjectKind.Activity, Verb: FactVerb.Attended })
                    encounters.AddRange(Session(college, counter, known.GetValueOrDefault(counter.Object)?.Definition, groups, guarded));
            }
        }

        return encounters;
    }

    private static IEnumerable<Encounter> Session(College college, Counter counter, ActivityDefinition? activity, YearGroups groups, bool guarded)
    {
        var rows = counter.Learners.GroupBy(learner => groups.Find(learner, counter.Date)).OrderBy(group => group.Key ?? int.MaxValue).ToList();
        var guard = new CellSuppression();
        var cells = rows.ConvertAll(row => guard.Add(row.Count(), row.Count()));
        guard.Partition(guard.Add(counter.Learners.Length, counter.Learners.Length), cells);
        var hidden = guarded ? guard.Hide() : [.. cells.Select(_ => false)];
        return rows.Select((row, i) => new Encounter(
            college.Id.ToString(),
            college.Definition.Name,
            LocalDatePattern.Iso.Format(counter.Date),
            counter.Object,
            activity?.Title ?? counter.Object,
            activity?.Kind.ToString().ToLowerInvariant() ?? "",
            activity?.Employer ?? "",
            $"{row.Key}",
            hidden[cells[i]] ? null : row.Count()));
    }
}
