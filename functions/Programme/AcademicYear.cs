using NodaTime;

namespace Pathway.Functions.Programme;

/// <summary>A year of teaching, 1 September to 31 August, named by the calendar year it starts in.</summary>
public readonly record struct AcademicYear(int Start)
{
    public LocalDate FirstDay => new(Start, 9, 1);

    // The calendar has no year 10000.
    public LocalDate LastDay => Start < LocalDate.MaxIsoValue.Year ? new(Start + 1, 8, 31) : LocalDate.MaxIsoValue;

    /// <summary>Midnight in London at its start.</summary>
    public DateTimeOffset FirstMoment => LondonClock.London.AtStartOfDay(FirstDay).ToDateTimeOffset();

    public AcademicYear Next => new(Start + 1);

    public static AcademicYear Containing(LocalDate date) => new(date.Month >= 9 ? date.Year : date.Year - 1);

    public override string ToString() => $"{Start:D4}";
}
