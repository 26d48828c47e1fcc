using NodaTime;

namespace Pathway.GraphSimulator.Series;

/// <summary>
/// The number of an occurrence holds its master's number and its original day, so that an occurrence has an id without being
/// stored. The day is above the 40 bits that a store's own numbers never outgrow.
/// </summary>
internal static class SeriesNumber
{
    public static readonly LocalDate Epoch = new(1900, 1, 1);

    private const int Shift = 40;

    public static long For(long master, LocalDate day) => master | ((long)(Period.DaysBetween(Epoch, day) + 1) << Shift);

    /// <summary>Null for what is no occurrence.</summary>
    public static (long Master, LocalDate Day)? Split(long number)
    {
        var days = number >> Shift;
        return days is > 0 and < 3_000_000 ? (number & ((1L << Shift) - 1), Epoch.PlusDays((int)days - 1)) : null;
    }
}
