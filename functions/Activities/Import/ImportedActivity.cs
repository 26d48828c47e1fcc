using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>One activity of an import as a person checks it.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="When">On its own zone's clock, such as <c>Wed 10 February 2027, 14:00–15:00</c>.</param>
/// <param name="Notes">What was made of the file that it does not say itself.</param>
public sealed record ImportedActivity(
    string Id,
    int Line,
    ActivityChange Change,
    ActivityKind Kind,
    string Title,
    string When,
    string TimeZone,
    IReadOnlyList<string> Milestones,
    IReadOnlyList<string> Notes)
{
    internal static ImportedActivity From(
        ActivityId id, ImportEntry entry, ActivityDefinition definition, ActivityChange change) =>
        new(
        id.ToString(),
        entry.Line,
        change,
        definition.Kind,
        definition.Title,
        PlanWords.When(definition, entry.AllDay),
        definition.TimeZone,
        [.. definition.Milestones.Select(PlanWords.For)],
        entry.Notes);
}
