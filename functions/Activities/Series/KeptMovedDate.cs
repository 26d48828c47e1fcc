using NodaTime.Text;

namespace Pathway.Functions.Activities.Series;

/// <summary>A moved date as text, in the catalogue and in the ledger.</summary>
internal sealed record KeptMovedDate(string Date, string Start, string End)
{
    public static KeptMovedDate From(MovedDate moved) => new(
        LocalDatePattern.Iso.Format(moved.Date),
        LocalDateTimePattern.GeneralIso.Format(moved.Start),
        LocalDateTimePattern.GeneralIso.Format(moved.End));

    /// <exception cref="UnparsableValueException">It was not written by <see cref="From"/>.</exception>
    public MovedDate Read() => new(
        LocalDatePattern.Iso.Parse(Date).GetValueOrThrow(),
        LocalDateTimePattern.GeneralIso.Parse(Start).GetValueOrThrow(),
        LocalDateTimePattern.GeneralIso.Parse(End).GetValueOrThrow());
}
