namespace Pathway.Functions.Calendars;

/// <summary>Failures in a row: how many, since when, and what the last one was.</summary>
public sealed record FailureRun(int Failures = 0, DateTimeOffset? Since = null, string Reason = "");
