using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports.Encounters;

/// <summary>One college's encounters at one activity, as it sees them itself or as others may.</summary>
internal sealed class EncounterSessions(College college, string activity, EncounterActivity? about, YearGroups groups)
{
    private readonly List<Counter> sessions = [];
    private readonly Amount submitted = new();
    private readonly Amount rated = new();
    private long ratingSum;

    /// <summary>Only activities have counters here.</summary>
    public void Add(Counter counter)
    {
        switch (counter.Verb)
        {
            case FactVerb.Attended:
                sessions.Add(counter);
                break;
            case FactVerb.Submitted or FactVerb.Entered:
                sessions.Add(counter);
                submitted.Add(counter.Learners.Length, counter.Learners);
                break;
            case FactVerb.Rated:
                rated.Add(counter.Ratings, counter.Learners);
                ratingSum += counter.RatingSum;
                break;
        }
    }

    /// <param name="guarded">Rounds, and hides small numbers.</param>
    public IEnumerable<Encounter> Read(bool guarded) => sessions.SelectMany(session => Read(session, guarded));

    private IEnumerable<Encounter> Read(Counter session, bool guarded)
    {
        // That few were there is told nobody else: beside the college's weeks it would tell how many.
        if (guarded && session.Learners.Length < SmallNumbers.Least)
            return [];
        var year = AcademicYear.Containing(session.Date);
        var rows = session.Learners.GroupBy(learner => groups.Find(learner, year))
            .OrderBy(group => group.Key ?? int.MaxValue)
            .Select(group => (YearGroup: group.Key, Learners: group.Count()))
            .ToList();

        // They add up to who was there, and that there is one tells of somebody: all of them or none.
        if (guarded && rows.Exists(row => row.Learners < SmallNumbers.Least))
            rows = [(YearGroup: null, Learners: session.Learners.Length)];
        return rows.Select(row => new Encounter(
            college.Id,
            college.Definition.Name,
            LocalDatePattern.Iso.Format(session.Date),
            activity,
            $"{row.YearGroup}",
            guarded ? SmallNumbers.Round(row.Learners) : row.Learners)
        {
            Proof = session.Verb.Word(),
            MinutesEach = MinutesEach(session, guarded),
            Submitted = guarded ? SubmittedByMany() : submitted.Learners,
            Rated = guarded ? SmallNumbers.Learners([rated.Learners]) : rated.Learners,
            Rating = rated.Value == 0 || (guarded && rated.Learners < SmallNumbers.LeastOfAverage)
                ? null
                : Math.Round((double)ratingSum / rated.Value, 1),
            Cohort = CohortOf(row.YearGroup, guarded),
            About = about,
        });
    }

    // Whoever hands in does it once as a rule, so that the days add up to it: beside a hidden day it is hidden.
    private long? SubmittedByMany() =>
        sessions.Exists(session => session.Verb != FactVerb.Attended && session.Learners.Length < SmallNumbers.Least)
            ? null
            : SmallNumbers.Learners([submitted.Learners]);

    private static double? MinutesEach(Counter session, bool guarded)
    {
        var learners = session.Learners.Length;
        if (session.Minutes == 0 || (guarded && learners < SmallNumbers.LeastOfAverage))
            return null;
        return guarded
            ? (double)SmallNumbers.Minutes(session.Minutes, learners) / SmallNumbers.Round(learners)
            : Math.Round((double)session.Minutes / learners, 1);
    }

    private int? CohortOf(int? yearGroup, bool guarded) =>
        college.Definition.Learners is { } sizes && sizes.TryGetValue($"{yearGroup}", out var size)
            && !(guarded && size < SmallNumbers.LeastOfPercentage)
            ? size
            : null;
}
