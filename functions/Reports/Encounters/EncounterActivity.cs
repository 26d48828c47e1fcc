using NodaTime;
using Pathway.Functions.Activities;

namespace Pathway.Functions.Reports.Encounters;

/// <summary>
/// What an activity itself shows of the Gatsby benchmarks: 5, encounters with employers, or for a project with the
/// employer's feedback 6, experiences of workplaces. The feedback is a milestone that says so, such as <c>Feedback
/// from the Trust</c>.
/// </summary>
public sealed record EncounterActivity(ActivityDefinition Definition, LocalDate Today)
{
    private static readonly NodaTime.Text.LocalDatePattern Day = NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");

    public string Kind => Definition.Kind.ToString().ToLowerInvariant();

    public string Meeting => Definition.Online ? "virtual" : "in person";

    /// <summary>Null for what lasts over days: nobody sits through a project.</summary>
    public long? PlannedMinutes =>
        Definition.Start.Date == Definition.End.Date
            ? (long)Definition.Length.TotalMinutes
            : null;

    /// <summary>Null without an employer: then it is no encounter with one.</summary>
    public int? Benchmark => Definition.Employer.Length == 0 ? null : HasFeedback ? 6 : 5;

    private LocalDate? Feedback => Definition.Kind != ActivityKind.Project ? null : Definition.Milestones
        .Where(milestone => milestone.Title.Contains("feedback", StringComparison.OrdinalIgnoreCase))
            .Select(milestone => (LocalDate?)milestone.Date)
            .Min();

    private bool HasFeedback => Feedback <= Today;

    /// <summary>The criteria of a meaningful encounter, and whether they are shown here.</summary>
    /// <param name="handedIn">Whether any of the college's learners handed work in.</param>
    public IEnumerable<(string Criterion, bool IsShown)> Criteria(bool handedIn)
    {
        yield return ("an employer", Definition.Employer.Length > 0);
        yield return ("purpose", Definition.Purpose.Length > 0);
        yield return ("learning outcomes", Definition.Outcomes.Count > 0);
        yield return ("taking part", true);

        // Nothing that reaches the app says whether the learners spoke with the people they met.
        yield return ("two-way interaction", false);
        if (Definition.Kind != ActivityKind.Project)
            yield break;
        yield return ("a task handed in", handedIn);
        yield return (
            Feedback is { } day && !HasFeedback
                ? $"the employer's feedback (planned for {Day.Format(day)})"
                : "the employer's feedback",
            HasFeedback);
        yield return ("a range of people from the workplace", false);
    }
}
