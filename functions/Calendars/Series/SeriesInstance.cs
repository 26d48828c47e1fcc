using NodaTime;

namespace Pathway.Functions.Calendars.Series;

/// <summary>A date of a series as it stands in the calendar; times on the clock of the activity's zone.</summary>
/// <param name="Date">The date the series has for it.</param>
public sealed record SeriesInstance(string Id, LocalDate Date, LocalDateTime Start, LocalDateTime End);
