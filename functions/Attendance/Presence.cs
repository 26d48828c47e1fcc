using NodaTime;

namespace Pathway.Functions.Attendance;

/// <summary>Somebody's presence in one report. The address stays in memory: what leaves this folder is a reference.</summary>
public sealed record Presence(string? Address, bool IsHost, IReadOnlyList<Interval> Intervals);
