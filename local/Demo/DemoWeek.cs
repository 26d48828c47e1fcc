using NodaTime;

namespace Pathway.Local.Demo;

/// <summary>A teaching week of the demo's year.</summary>
/// <param name="Number">From 0, the first week of September a year ago or this year's.</param>
/// <param name="Activity">The masterclass held in it; null in most weeks.</param>
internal sealed record DemoWeek(LocalDate Monday, int Number, string? Activity);
