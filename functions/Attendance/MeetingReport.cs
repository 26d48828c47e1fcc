using NodaTime;

namespace Pathway.Functions.Attendance;

/// <summary>The report of one session of a meeting; a series has all its sessions in one meeting.</summary>
/// <param name="StartedAt">When the session began; null where Teams does not say.</param>
public sealed record MeetingReport(string Id, Instant? StartedAt);
