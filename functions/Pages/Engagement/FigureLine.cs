namespace Pathway.Functions.Pages.Engagement;

/// <summary>A row of figures under the name a person knows. Null where a small number is hidden.</summary>
/// <param name="Address">Of the thing's own page; null where it has none.</param>
public sealed record FigureLine(string Name, string? Address, long? Learners, long? Events, long? Minutes);
