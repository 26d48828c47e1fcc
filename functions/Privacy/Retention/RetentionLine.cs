namespace Pathway.Functions.Privacy.Retention;

/// <summary>What retention takes of one table or container.</summary>
/// <param name="Oldest">The day of the oldest of them, as <c>2026-09-01</c>; null for none.</param>
/// <param name="Because">The rule, in the words of a person.</param>
public sealed record RetentionLine(string Table, int Rows, string? Oldest, string Because);
