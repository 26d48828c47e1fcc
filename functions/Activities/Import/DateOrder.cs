namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Whether 10/02/2027 is in February or in October: a file's other dates show it (25/01 or 01/25), else the
/// programme's custom holds.
/// </summary>
/// <param name="ShownBy">The line that shows it; null for the programme's custom.</param>
/// <param name="Used">Whether the file has any such date.</param>
internal sealed record DateOrder(bool DayFirst, int? ShownBy, bool Used)
{
    /// <summary>In words, for the manager to check; null when nothing hangs on it.</summary>
    public string? Words => (Used, DayFirst, ShownBy) switch
    {
        (false, _, _) => null,
        (_, true, null) => "Dates such as 10/02/2027 are read day first (10 February), as the programme writes them.",
        (_, false, null) => "Dates such as 10/02/2027 are read month first (October 2), as the programme writes them.",
        (_, true, { } line) => $"Dates such as 10/02/2027 are read day first (10 February), as line {line} shows.",
        (_, false, { } line) => $"Dates such as 10/02/2027 are read month first (October 2), as line {line} shows.",
    };

    /// <param name="cells">Every cell that may hold a date, with its line.</param>
    public static DateOrder Find(IEnumerable<(string Text, int Line)> cells, bool dayFirst)
    {
        var (days, months, used) = ((int?)null, (int?)null, false);
        foreach (var (text, line) in cells)
        {
            if (PlanTime.Numbers(text) is not var (first, second))
                continue;
            used = true;
            days ??= first > 12 && second <= 12 ? line : null;
            months ??= second > 12 && first <= 12 ? line : null;
        }

        // Both at once: whichever the programme does not write is told as unreadable, line by line.
        return (days, months) switch
        {
            ({ } line, null) => new DateOrder(true, line, used),
            (null, { } line) => new DateOrder(false, line, used),
            _ => new DateOrder(dayFirst, dayFirst ? days : months, used),
        };
    }
}
