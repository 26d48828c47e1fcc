using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// The days of which figures are told that cross colleges: a week, a term, academic years. Whoever could choose days freely
/// would move a period day by day and see on which of them a rounded figure jumps.
/// </summary>
public static class SharedPeriods
{
    /// <summary>The least of them around the days that were asked for, up to today.</summary>
    public static DateWindow Around(DateWindow asked, AcademicTerms terms, LocalDate today)
    {
        if (asked.From > today)
            return asked;
        var last = LocalDate.Min(asked.To, today);
        var (from, to) = IsoWeek.Containing(asked.From) == IsoWeek.Containing(last)
            ? (IsoWeek.Containing(asked.From).Monday, IsoWeek.Containing(asked.From).Sunday)
            : terms.Around(asked.From, last)
                ?? (AcademicYear.Containing(asked.From).FirstDay, AcademicYear.Containing(last).LastDay);
        return UpTo(today, asked, from, to);
    }

    /// <summary>Rows of days and weeks are periods themselves: their days need only be whole.</summary>
    public static DateWindow Around(DateWindow asked, FiguresBy by, AcademicTerms terms, LocalDate today)
    {
        var last = LocalDate.Min(asked.To, today);
        return by switch
        {
            FiguresBy.Day => asked,

            // Nothing has happened yet.
            _ when asked.From > today => asked,
            FiguresBy.Week => UpTo(today, asked, IsoWeek.Containing(asked.From).Monday, IsoWeek.Containing(last).Sunday),
            FiguresBy.Term => UpTo(
                today,
                asked,
                terms.Around(asked.From, asked.From)?.From ?? AcademicYear.Containing(asked.From).FirstDay,
                terms.Around(last, last)?.To ?? AcademicYear.Containing(last).LastDay),
            _ => Around(asked, terms, today),
        };
    }

    /// <summary>
    /// What a period is compared with: the term before a year, the week before 52 weeks, else the same days, whole weeks of them
    /// while the period is not over.
    /// </summary>
    public static DateWindow YearBefore(DateWindow shared, AcademicTerms terms)
    {
        if (terms.YearBefore(shared.From, shared.To) is var (from, to))
            return new DateWindow(from, to);
        if (IsoWeek.Containing(shared.From) == IsoWeek.Containing(shared.To))
            return new DateWindow(shared.From.PlusWeeks(-52), shared.From.PlusWeeks(-52).PlusDays(6));
        var days = shared.YearBefore();
        var isWhole = terms.Around(shared.From, shared.To)?.To == shared.To || (shared.To.Month, shared.To.Day) == (8, 31);
        return isWhole ? days : days with { To = LocalDate.Max(days.From, days.To.PlusDays(1).Previous(IsoDayOfWeek.Sunday)) };
    }

    // A period that is not over ends today: that its other days are empty is known.
    private static DateWindow UpTo(LocalDate today, DateWindow asked, LocalDate from, LocalDate to) =>
        new(from, LocalDate.Max(asked.To, LocalDate.Min(to, today)));
}
