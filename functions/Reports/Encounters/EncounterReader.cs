using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports.Encounters;

/// <summary>
/// Encounters with employers as evidence for the Gatsby benchmarks: one row for a college, activity, day, proof and year group.
/// </summary>
public sealed class EncounterReader(
    ActivityTable activities, CounterReader counters, YearGroupReader yearGroups, AcademicTerms terms, LondonClock clock)
{
    /// <param name="colleges">Whose encounters.</param>
    /// <param name="asked">The days; of several colleges together those of the shared period around them.</param>
    /// <param name="guarded">Rounds, and hides small numbers: for figures of several colleges together.</param>
    /// <param name="cancellationToken">Stops between two colleges.</param>
    public async Task<IReadOnlyList<Encounter>> ReadAsync(
        IReadOnlyList<College> colleges, DateWindow asked, bool guarded, CancellationToken cancellationToken)
    {
        var window = guarded ? SharedPeriods.Around(asked, terms, clock.Today) : asked;
        var known = (await activities.AllAsync(cancellationToken))
            .ToDictionary(
                activity => activity.Id.ToString(),
                activity => new EncounterActivity(activity.Definition, clock.Today),
                StringComparer.Ordinal);
        var encounters = new List<Encounter>();
        foreach (var college in colleges.OrderBy(college => college.Id.ToString(), StringComparer.Ordinal))
        {
            var groups = await yearGroups.ReadAsync(college.Id, window.To, cancellationToken);
            var own = new Dictionary<string, EncounterSessions>(StringComparer.Ordinal);
            await foreach (var counter in counters.ReadAsync(college.Id, window.From, window.To, cancellationToken))
            {
                if (counter.Kind != ObjectKind.Activity || counter.Learners.Length == 0)
                    continue;
                if (!own.TryGetValue(counter.Object, out var sessions))
                    own[counter.Object] = sessions = new EncounterSessions(
                        college, counter.Object, known.GetValueOrDefault(counter.Object), groups);
                sessions.Add(counter);
            }

            encounters.AddRange(own.Values.SelectMany(sessions => sessions.Read(guarded))
                .OrderBy(row => row.Date, StringComparer.Ordinal).ThenBy(row => row.Activity, StringComparer.Ordinal));
        }

        return encounters;
    }
}
