using NodaTime;

namespace Pathway.Functions.Programme;

/// <summary>A year of teaching, 1 September to 31 August, named by the calendar year it starts in.</summary>
public readonly record struct AcademicYear(int Start)
{
    public LocalDate FirstDay => new(Start, 9, 1);

    public LocalDate LastDay => new(Start + 1, 8, 31);

    /// <summary>Midnight in London at its start.</summary>
    public DateTimeOffset FirstMoment => LondonClock.London.AtStartOfDay(FirstDay).ToDateTimeOffset();

    public AcademicYear Next => new(Start + 1);

    public static AcademicYear Containing(LocalDate date) => new(date.Month >= 9 ? date.Year : date.Year - 1);

    public override string ToString() => $"{Start:D4}";
}
