namespace Pathway.Functions.Attendance;

/// <summary>Who organises the programme's meetings, by object id, and since when and why attendance may not be read.</summary>
public sealed record Organiser(
    string? Id = null, DateTimeOffset? RefusedSince = null, AttendanceRefusal Refusal = default);
