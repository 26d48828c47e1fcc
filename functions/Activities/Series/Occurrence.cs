using NodaTime;

namespace Pathway.Functions.Activities.Series;

/// <summary>
/// One time that an activity is held. <see cref="Date"/> is the date the series has for it, which names it for good,
/// whereto it may be moved.
/// </summary>
public sealed record Occurrence(LocalDate Date, LocalDateTime Start, LocalDateTime End, bool IsMoved = false);
