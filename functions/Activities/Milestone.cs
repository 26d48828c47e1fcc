using NodaTime;

namespace Pathway.Functions.Activities;

/// <summary>
/// A day that matters in a project or competition: a briefing, a deadline, a final. <see cref="Key"/> names it for
/// good, so that a deadline that moves stays the same entry in a calendar. <see cref="Time"/> is shown with the
/// title; the entry itself is all-day.
/// </summary>
public sealed record Milestone(string Key, string Title, LocalDate Date, LocalTime? Time = null);
