namespace Pathway.Functions.Engagement.Figures;

/// <summary>One row. Null where a small number is hidden.</summary>
public sealed record FigureRow(string Key, long? Events, long? Minutes, long? Learners);
