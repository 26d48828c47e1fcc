namespace Pathway.Functions.Reports.Impact;

/// <summary>The report's tables, each figure as others may see it.</summary>
public sealed class ImpactTables
{
    private readonly ImpactTally now;
    private readonly ImpactTally? before;
    private readonly Func<string, string, string> name;

    /// <param name="now">The report's period.</param>
    /// <param name="before">The period it is compared with; null when there is none.</param>
    /// <param name="colleges">Every college to list, by id; one without figures has a line of zeros.</param>
    /// <param name="name">The name of a thing of a kind; the kind is <c>college</c> for a college and empty for a
    /// kind itself.</param>
    public ImpactTables(
        ImpactTally now, ImpactTally? before, IReadOnlyCollection<string> colleges, Func<string, string, string> name)
    {
        (this.now, this.before, this.name) = (now, before, name);
        var empty = new ImpactSum();
        Total = Rated(Line("", "total", now.Total, before?.Total), now.Rating);
        Colleges =
        [
            .. colleges.Order(StringComparer.Ordinal).Select(college => Line(
                "college",
                college,
                now.Colleges.GetValueOrDefault(college, empty),
                before?.Colleges.GetValueOrDefault(college, empty))),
        ];
        Kinds = [.. now.Kinds.Select(kind => Line("", kind.Key, kind.Value.Sum))];
        Activities = [.. Things(kind => kind is not (ImpactKinds.Resource or ImpactKinds.Elsewhere)).Select(Rated)];
        Resources = [.. Things(kind => kind == ImpactKinds.Resource)];
        Employers = [.. now.Employers.Select(employer => Line("employer", employer.Key, employer.Value))];
        YearGroups = ImpactPeople.YearGroups(now);
        Repeat = ImpactPeople.Repeat(now);

        // Weeks of few are missing from the encounters, not from who attended; whoever did was at one session at least.
        if (Total.Encounters is { } encounters && Repeat.Attended is { } attended)
            Total = Total with { Encounters = Math.Max(encounters, attended) };
    }

    public RatedLine Total { get; }

    public IReadOnlyList<ImpactLine> Colleges { get; }

    public IReadOnlyList<ImpactLine> Kinds { get; }

    public IReadOnlyList<RatedLine> Activities { get; }

    public IReadOnlyList<ImpactLine> Resources { get; }

    public IReadOnlyList<ImpactLine> Employers { get; }

    public IReadOnlyList<ImpactLine> YearGroups { get; }

    public ImpactRepeat Repeat { get; }

    /// <summary>Whether any figure is hidden. That year groups have no hours is no secret.</summary>
    public bool HidesAny =>
        Repeat.Again is null
        || new[] { Colleges, Kinds, Activities, Resources, Employers, [Total] }.Any(table => table.Any(Hides))
        || YearGroups.Any(line => line.Learners is null || line.Encounters is null)
        || (before is not null && Colleges.Append(Total).Any(line => line.Before is null));

    private static bool Hides(ImpactLine line) =>
        line.Learners is null || line.Encounters is null || line.Hours is null || line is RatedLine { Rating: null, Ratings: not 0 };

    private IEnumerable<ImpactLine> Things(Func<string, bool> ofKind) =>
        now.Kinds.Where(kind => ofKind(kind.Key))
            .SelectMany(kind => kind.Value.Things.Select(thing => Line(kind.Key, thing.Key, thing.Value)));

    private ImpactLine Line(string kind, string key, ImpactSum sum, ImpactSum? earlier = null)
    {
        var learners = sum.Events.ShownLearners;
        return new ImpactLine(
            key,
            name(kind, key),
            learners,
            learners is null ? null : sum.Encounters.Shown,
            learners is null ? null : Hours(sum.Minutes.Shown),
            earlier?.Events.ShownLearners);
    }

    private RatedLine Rated(ImpactLine line) =>
        now.Ratings.TryGetValue(line.Key, out var rating) ? Rated(line, rating) : new RatedLine(line);

    private static RatedLine Rated(ImpactLine line, ImpactRating rating) =>
        new(line) { Ratings = rating.Ratings.Shown, Rating = rating.Ratings.Shown is null ? null : rating.Average };

    private static double? Hours(long? minutes) => minutes is { } shown ? Math.Round(shown / 60.0, 1) : null;
}
