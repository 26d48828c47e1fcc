using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Reports.Encounters;

/// <summary>
/// One college's encounters at one activity. All that adds up is told to the guard: year groups to their day, days of
/// handing in to all who handed in.
/// </summary>
internal sealed class EncounterSessions(College college, string activity, EncounterActivity? about, YearGroups groups)
{
    private readonly CellSuppression guard = new();
    private readonly List<Session> sessions = [];
    private readonly Amount submitted = new();
    private readonly Amount rated = new();
    private readonly List<int> handingIn = [];
    private long ratingSum;

    /// <summary>Only activities have counters here.</summary>
    public void Add(Counter counter)
    {
        switch (counter.Verb)
        {
            case FactVerb.Attended:
                AddSession(counter);
                break;
            case FactVerb.Submitted or FactVerb.Entered:
                handingIn.Add(AddSession(counter));
                submitted.Add(counter.Learners.Length, counter.Learners);
                break;
            case FactVerb.Rated:
                rated.Add(counter.Ratings, counter.Learners);
                ratingSum += counter.RatingSum;
                break;
        }
    }

    /// <param name="guarded">Hides small numbers.</param>
    public IEnumerable<Encounter> Read(bool guarded)
    {
        var (all, raters) = (guard.Add(submitted), guard.Add(rated));
        guard.Cover(all, handingIn);
        var hidden = guarded ? guard.Hide() : [.. Enumerable.Repeat(false, raters + 1)];
        foreach (var session in sessions)
        {
            foreach (var (yearGroup, cell, learners) in session.Rows)
            {
                yield return new Encounter(
                    college.Id,
                    college.Definition.Name,
                    LocalDatePattern.Iso.Format(session.Counter.Date),
                    activity,
                    $"{yearGroup}",
                    hidden[cell] ? null : learners)
                {
                    Proof = session.Counter.Verb.Word(),
                    MinutesEach = session.Counter.Minutes == 0 || hidden[session.Cell]
                        ? null
                        : Math.Round((double)session.Counter.Minutes / session.Counter.Learners.Length, 1),
                    Submitted = hidden[all] ? null : submitted.Learners,
                    Rated = hidden[raters] ? null : rated.Learners,
                    Rating = hidden[raters] || rated.Value == 0 ? null : Math.Round((double)ratingSum / rated.Value, 1),
                    Cohort = college.Definition.Learners is { } sizes && sizes.TryGetValue($"{yearGroup}", out var size)
                        ? size
                        : null,
                    About = about,
                };
            }
        }
    }

    private int AddSession(Counter counter)
    {
        var total = guard.Add(counter.Learners.Length, counter.Learners.Length);
        var rows = counter.Learners.GroupBy(learner => groups.Find(learner, counter.Date))
            .OrderBy(group => group.Key ?? int.MaxValue)
            .Select(group => (group.Key, Cell: guard.Add(group.Count(), group.Count()), group.Count())).ToList();
        guard.Partition(total, rows.ConvertAll(row => row.Cell));
        sessions.Add(new Session(counter, total, rows));
        return total;
    }

    private sealed record Session(
        Counter Counter, int Cell, IReadOnlyList<(int? YearGroup, int Cell, int Learners)> Rows);
}
