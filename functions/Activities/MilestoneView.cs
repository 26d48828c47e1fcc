namespace Pathway.Functions.Activities;

/// <summary>A milestone in JSON: <see cref="At"/> is a date, or a date and a time.</summary>
public sealed record MilestoneView(string Title, string At);
