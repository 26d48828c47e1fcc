namespace Pathway.Functions.Activities.Occurrences;

/// <summary>The dates of an activity: one, unless it repeats.</summary>
public sealed record OccurrencesView(string Activity, IReadOnlyList<OccurrenceView> Items);
