namespace Pathway.Functions.Colleges;

/// <summary>
/// A message of queue <c>calendar-sync</c>: one activity's invitations, or those of every activity ahead of one
/// college.
/// </summary>
public sealed record CalendarSyncRequest(string? Activity = null, string? College = null);
