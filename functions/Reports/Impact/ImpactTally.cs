using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports.Impact;

/// <summary>Adds a period's counters up by college, by kind and by thing, by employer and by year group.</summary>
/// <param name="known">The activities by their id.</param>
/// <param name="last">The day on which a learner's year group is told: one learner is in one of them.</param>
public sealed class ImpactTally(IReadOnlyDictionary<string, Activity> known, LocalDate last)
{
    private readonly HashSet<(string Activity, LocalDate Date)> sessions = [];
    private readonly Dictionary<CollegeId, Dictionary<ulong, int>> attended = [];
    private readonly AcademicYear year = AcademicYear.Containing(last);

    public ImpactSum Total { get; } = new();

    public SortedDictionary<string, ImpactSum> Colleges { get; } = new(StringComparer.Ordinal);

    /// <summary>By kind, and in each by thing.</summary>
    public SortedDictionary<string, (
        ImpactSum Sum, SortedDictionary<string, ImpactSum> Things)> Kinds
    { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ImpactSum> Employers { get; } = new(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>By year group; the last of those whose year group nobody said.</summary>
    public SortedDictionary<int, ImpactSum> YearGroups { get; } = [];

    public const int UnknownYearGroup = int.MaxValue;

    public ImpactRating Rating { get; } = new();

    /// <summary>By activity.</summary>
    public SortedDictionary<string, ImpactRating> Ratings { get; } = new(StringComparer.Ordinal);

    public int Sessions => sessions.Count;

    /// <summary>By college, how many sessions each learner attended who attended any.</summary>
    public IEnumerable<IReadOnlyCollection<int>> Attendances => attended.Values.Select(learners => learners.Values);

    public bool HasSession(string activity) => sessions.Any(session => session.Activity == activity);

    public void Add(CollegeId college, Counter counter, YearGroups groups)
    {
        if (counter is { Kind: ObjectKind.Activity, Verb: FactVerb.Rated })
        {
            Rating.Add(college, counter);
            SumOf(Ratings, counter.Object).Add(college, counter);
        }

        if (!TakingPart.IsShownBy(counter))
            return;
        Total.Add(college, counter);
        SumOf(Colleges, college.ToString()).Add(college, counter);
        var kind = KindOf(counter);
        if (!Kinds.TryGetValue(kind, out var group))
            Kinds[kind] = group = (new ImpactSum(), new SortedDictionary<string, ImpactSum>(StringComparer.Ordinal));
        group.Sum.Add(college, counter);
        SumOf(group.Things, counter.Object).Add(college, counter);
        AddEmployer(college, counter);
        AddYearGroups(college, counter, groups);
        if (counter is { Kind: ObjectKind.Activity, Verb: FactVerb.Attended })
            Attend(college, counter);
    }

    private void AddEmployer(CollegeId college, Counter counter)
    {
        if (counter.Kind != ObjectKind.Activity
            || known.GetValueOrDefault(counter.Object)?.Definition.Employer is not { Length: > 0 } employer)
            return;
        SumOf(Employers, employer).Add(college, counter);
    }

    private void AddYearGroups(CollegeId college, Counter counter, YearGroups groups)
    {
        var every = Array.ConvertAll(counter.Learners, learner => groups.Find(learner, year) ?? UnknownYearGroup);

        // As a rule whoever does something together is in one year group.
        foreach (var group in every.Distinct())
        {
            var own = Array.TrueForAll(every, other => other == group)
                ? counter.Learners
                : [.. counter.Learners.Where((_, place) => every[place] == group)];
            SumOf(YearGroups, group).Add(college, counter with { Events = own.Length, Minutes = 0, Learners = own });
        }
    }

    private void Attend(CollegeId college, Counter counter)
    {
        sessions.Add((counter.Object, counter.Date));
        if (!attended.TryGetValue(college, out var own))
            attended[college] = own = [];
        foreach (var learner in counter.Learners)
            own[learner] = own.GetValueOrDefault(learner) + 1;
    }

    private string KindOf(Counter counter) => counter.Kind switch
    {
        ObjectKind.Resource => ImpactKinds.Resource,
        ObjectKind.Elsewhere => ImpactKinds.Elsewhere,
        _ =>
            known.TryGetValue(counter.Object, out var activity)
                ? activity.Definition.Kind.ToString().ToLowerInvariant()
                : ImpactKinds.Activity,
    };

    private static T SumOf<TKey, T>(SortedDictionary<TKey, T> sums, TKey key)
        where TKey : notnull
        where T : new() => sums.TryGetValue(key, out var sum) ? sum : sums[key] = new T();
}
