namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// Learners who attended a session, and how many of them came to two or more. Null where a small number is hidden.
/// </summary>
public sealed record ImpactRepeat(long? Attended, long? Again);
