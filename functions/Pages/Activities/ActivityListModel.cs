namespace Pathway.Functions.Pages.Activities;

/// <summary>A list of activities, those ahead or those behind.</summary>
/// <param name="More">The address of the rest; null on the last page.</param>
public sealed record ActivityListModel(bool IsPast, IReadOnlyList<ActivityLine> Lines, string? More);
