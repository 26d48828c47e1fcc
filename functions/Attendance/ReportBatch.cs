namespace Pathway.Functions.Attendance;

/// <summary>Reports that were found together, and when.</summary>
public sealed record ReportBatch(IReadOnlyList<string> Reports, DateTimeOffset FoundAt);
