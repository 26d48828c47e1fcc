namespace Pathway.Functions.Reports.Impact;

/// <summary>A column of the printed tables.</summary>
/// <param name="Cell">What stands in it.</param>
/// <param name="IsThere">Whether a line says anything in it: a figure other than zero, or that one is hidden.</param>
internal sealed record ImpactColumn(string Name, Func<ImpactLine, string> Cell, Func<ImpactLine, bool> IsThere)
{
    public const string BeforeName = "A year before";
    public const string HoursName = "Hours";
    public const string RatingName = "Rating, 1 to 5";

    public static IReadOnlyList<ImpactColumn> All { get; } =
    [
        new("Learners", line => ImpactWords.Count(line.Learners), _ => true),
        new(BeforeName, line => ImpactWords.Count(line.Before), line => line.Before != 0),
        new("Encounters", line => ImpactWords.Count(line.Encounters), line => line.Encounters != 0),
        new(HoursName, line => ImpactWords.Decimal(line.Hours), line => line.Hours != 0),
        new(RatingName, Rating, line => line is RatedLine { Ratings: not 0 }),
    ];

    private static string Rating(ImpactLine line) => line switch
    {
        RatedLine { Ratings: null } => ImpactWords.Hidden,
        RatedLine { Ratings: not 0 and { } ratings } rated => $"{ImpactWords.Decimal(rated.Rating)} ({ImpactWords.Count(ratings)})",
        _ => "none",
    };
}
