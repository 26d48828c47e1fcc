using NodaTime;

namespace Pathway.Functions.Activities.Series;

/// <summary>One date of a series that is held at another time, on the clock of the activity's zone.</summary>
public sealed record MovedDate(LocalDate Date, LocalDateTime Start, LocalDateTime End);
