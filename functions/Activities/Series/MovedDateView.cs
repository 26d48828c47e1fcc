namespace Pathway.Functions.Activities.Series;

/// <summary>A date of a series that is held at another time.</summary>
public sealed record MovedDateView(string Date, string Start, string End);
