using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports.Encounters;

/// <summary>
/// Learners of one year group who verifiably took part in an activity on a day, and what shows it. Null where a small
/// number is hidden or nothing is known; <see cref="YearGroup"/> is empty where no enrolment says it.
/// </summary>
public sealed record Encounter(
    CollegeId College, string CollegeName, string Date, string Activity, string YearGroup, long? Learners)
{
    /// <summary>What they did: <c>attended</c>, <c>submitted</c> or <c>entered</c>.</summary>
    public required string Proof { get; init; }

    /// <summary>Minutes a learner was there, on average over all of the college that day.</summary>
    public double? MinutesEach { get; init; }

    /// <summary>Learners of the college who handed work in or entered, in all the days of the report.</summary>
    public long? Submitted { get; init; }

    /// <summary>Learners of the college who rated the activity, in all the days of the report.</summary>
    public long? Rated { get; init; }

    /// <summary>What they gave on average, 1 to 5.</summary>
    public double? Rating { get; init; }

    /// <summary>How many learners the college has in the year group.</summary>
    public int? Cohort { get; init; }

    /// <summary>The learners as a share of those, in per cent.</summary>
    public double? Share =>
        Learners is { } learners && Cohort is { } cohort
            ? Math.Round(100.0 * learners / cohort, 1, MidpointRounding.AwayFromZero)
            : null;

    /// <summary>Null where the catalogue does not know the activity.</summary>
    public EncounterActivity? About { get; init; }
}
