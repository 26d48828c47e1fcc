namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// What the figures rest on and what is missing, in sentences for whoever reads the report. Made of what is shown
/// alone.
/// </summary>
internal static class ImpactQuality
{
    private const int MostNamed = 6;

    /// <param name="report">The report with its tables.</param>
    /// <param name="unreported">Titles of masterclasses held in these days for which no attendance came.</param>
    /// <param name="held">How many masterclasses were held.</param>
    public static IEnumerable<string> NotesOn(ImpactReport report, IReadOnlyList<string> unreported, int held)
    {
        var silent = report.Colleges.Where(line => line.Learners == 0).Select(line => line.Name).ToList();
        yield return silent.Count == 0
            ? $"Every college reported ({ImpactWords.Count(report.CollegesTakingPart)})."
            : $"{ImpactWords.Count(report.CollegesTakingPart)} of {ImpactWords.Count(report.Colleges.Count)} colleges reported; "
                + $"nothing came from {Names(silent)}.";
        if (held > 0)
        {
            yield return unreported.Count == 0
                ? $"Attendance is known of every masterclass held ({ImpactWords.Count(held)})."
                : $"No attendance came for {ImpactWords.Count(unreported.Count)} of {ImpactWords.Count(held)} masterclasses held: "
                    + $"{Names(unreported)}.";
        }

        if (report.Total.Learners is > 0 and var learners && YearGroupKnown(report) is { } known)
            yield return $"The year group is known of {ImpactWords.Count(known)} of {ImpactWords.Count(learners)} learners.";
        if (report.Kinds.FirstOrDefault(line => line.Key == ImpactKinds.Elsewhere) is { Learners: > 0 and var elsewhere })
        {
            yield return $"{ImpactWords.Count(elsewhere)} learners worked with material of their college's own "
                + "that is not tied to an activity or resource.";
        }

        yield return "Hours are those that a college or Teams reported; who reported none counts with none.";
    }

    private static long? YearGroupKnown(ImpactReport report) =>
        report.YearGroups.FirstOrDefault(line => line.Key.Length == 0) switch
        {
            null => report.Total.Learners,
            { Learners: { } unknown } when report.Total.Learners is { } all => Math.Max(0, all - unknown),
            _ => null,
        };

    private static string Names(IReadOnlyList<string> names) => names.Count <= MostNamed
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more";
}
