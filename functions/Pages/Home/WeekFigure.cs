namespace Pathway.Functions.Pages.Home;

/// <summary>A figure of the last full week beside what is usual.</summary>
public sealed record WeekFigure(string Value, string Name, string Trend);
