namespace Pathway.Functions.Calendars.Events;

/// <summary>
/// How a recurrence is written. One that is written anew, its end in the other form, makes Exchange forget what was
/// changed singly: the only way to bring a date back that was called off.
/// </summary>
public enum SeriesWriting
{
    /// <summary>Where it differs, with the date it ends on.</summary>
    ByDate,
    AnewByDate,
    AnewByNumber,
}
