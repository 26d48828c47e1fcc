namespace Pathway.Functions.Privacy.Retention;

/// <summary>What a purge would take.</summary>
public sealed record RetentionReport(IReadOnlyList<RetentionLine> Tables);
