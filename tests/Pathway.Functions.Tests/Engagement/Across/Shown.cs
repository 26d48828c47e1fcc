namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>One figure of an answer.</summary>
/// <param name="Tells">What it counts.</param>
/// <param name="College">One college's place, or null for all of them together.</param>
/// <param name="Value">As it is shown; null where it is hidden.</param>
internal sealed record Shown(Tells Tells, int? College, Span Span, Sort Sort, long? Value);
