using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>Which of the deeds, as bits of their places in <see cref="Deed.All"/>, and which year group alone.</summary>
/// <param name="YearGroup">Null for all of them, 0 where no enrolment says it.</param>
internal sealed record Sort(int Deeds, int? YearGroup = null)
{
    public const int Unknown = 0;

    public static readonly IReadOnlyList<int> YearGroups = [12, 13, Unknown];

    public static Sort Everything { get; } = With(_ => true);

    public static Sort TakingPart { get; } = With(deed => deed.Verb != FactVerb.Rated);

    public static Sort Attended { get; } = Verb("attended");

    /// <summary>Every group that any table tells of, and those it takes to reckon with them.</summary>
    public static IReadOnlyList<Sort> All { get; } =
    [
        .. new[] { Everything, TakingPart, Kind("masterclass"), Kind("project"), Employer("NHS Trust"), Employer("NHS Trust").At }
            .Concat(new[] { "attended", "submitted", "rated", "viewed" }.Select(Verb))
            .Concat(new[] { "genomics", "imaging", "ward" }.Select(Thing))
            .Concat(Deed.All.Select((_, place) => new Sort(1 << place)))
            .Distinct(),
        .. from year in YearGroups
           from deeds in Deed.All.Select((deed, place) => (deed, place)).Where(one => one.deed.Verb != FactVerb.Rated).Select(one => 1 << one.place)
               .Prepend(TakingPart.Deeds)
           select new Sort(deeds, year),
    ];

    /// <summary>Those of them who were at sessions: the only ones with minutes and encounters.</summary>
    public Sort At => this with { Deeds = Deeds & With(deed => deed.Verb == FactVerb.Attended).Deeds };

    public override string ToString() =>
        $"{string.Join('+', Places.Select(place => $"{Deed.All[place].Thing} {Deed.All[place].Verb.Word()}"))}{(YearGroup is { } year ? $" of year {year}" : "")}";

    public IEnumerable<int> Places => Enumerable.Range(0, Deed.All.Count).Where(place => (Deeds & (1 << place)) != 0);

    public static Sort Verb(string verb) => With(deed => deed.Verb.Word() == verb);

    public static Sort Thing(string thing) => With(deed => deed.Thing == thing);

    public static Sort Kind(string kind) => With(deed => kind switch
    {
        "masterclass" => deed is { Thing: "genomics" or "imaging", Verb: FactVerb.Attended },
        "project" => deed.Thing == "ward",
        _ => deed.Kind == ObjectKind.Resource,
    });

    /// <summary>Genomics and the ward are the trust's, imaging is another's.</summary>
    public static Sort Employer(string employer) => With(deed => deed.Kind == ObjectKind.Activity && deed.Verb != FactVerb.Rated
        && (deed.Thing == "imaging") == (employer == "Imaging Ltd"));

    private static Sort With(Func<Deed, bool> holds) =>
        new(Deed.All.Select((deed, place) => holds(deed) ? 1 << place : 0).Sum());
}
