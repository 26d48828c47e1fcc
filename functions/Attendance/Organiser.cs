using Pathway.Functions.Graph;

namespace Pathway.Functions.Attendance;

/// <summary>
/// Who organises a mailbox's meetings, by object id, and since when and why attendance may not be read there.
/// </summary>
public sealed record Organiser(
    Mailbox Mailbox, string? Id = null, DateTimeOffset? RefusedSince = null, AttendanceRefusal Refusal = default);
