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
    ActivityTable activities, TableFigures table, AcademicTerms terms, LondonClock clock)
{
    /// <summary>As the table is now.</summary>
    public Task<IReadOnlyList<Encounter>> ReadAsync(
        IReadOnlyList<College> colleges, DateWindow asked, bool guarded, CancellationToken cancellationToken) =>
        ReadAsync(colleges, asked, guarded, table, cancellationToken);

    /// <param name="colleges">Whose encounters.</param>
    /// <param name="asked">The days; of several colleges together those of the shared period around them.</param>
    /// <param name="guarded">Rounds, and hides small numbers: for figures of several colleges together.</param>
    /// <param name="source">Where the figures come from.</param>
    /// <param name="cancellationToken">Stops between two colleges.</param>
    public async Task<IReadOnlyList<Encounter>> ReadAsync(
        IReadOnlyList<College> colleges,
        DateWindow asked,
        bool guarded,
        IFigureSource source,
        CancellationToken cancellationToken)
    {
        var window = guarded ? SharedPeriods.Around(asked, terms, clock.Today) : asked;
        var known = (await activities.AllAsync(cancellationToken))
            .ToDictionary(
                activity => activity.Id.ToString(),
                activity => new EncounterActivity(activity.Definition, clock.Today),
                StringComparer.Ordinal);
        var read = await ManyColleges.ReadAsync(
            colleges.Select(college => college.Id),
            async (college, token) => (
                Groups: await source.YearGroupsAsync(college, window.To, token),
                Counters: await source.CountersAsync(college, window.From, window.To, token)),
            cancellationToken);
        var encounters = new List<Encounter>();
        foreach (var college in colleges.OrderBy(college => college.Id.ToString(), StringComparer.Ordinal))
        {
            var (groups, counters) = read[college.Id];
            var own = new Dictionary<string, EncounterSessions>(StringComparer.Ordinal);
            foreach (var counter in counters)
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
