using NodaTime;

namespace Pathway.Functions.Attendance;

/// <summary>
/// Somebody's presence in one report. Under Teams' default everybody who joins may present, so a role says nothing, but for the
/// organiser's. Address and object id stay in memory: what leaves this folder is a reference.
/// </summary>
public sealed record Presence(string? Address, string? ObjectId, bool IsOrganiser, IReadOnlyList<Interval> Intervals);
