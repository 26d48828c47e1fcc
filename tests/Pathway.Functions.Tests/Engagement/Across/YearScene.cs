using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Tests.Digests;
using Pathway.Functions.Tests.Engagement.Onlooker;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>
/// Six weeks at six colleges, three of them small: who was at which session, handed in, rated and viewed, in two year groups and
/// some of none. What is true of it, which nobody at another college may find out.
/// </summary>
internal sealed class YearScene
{
    public static readonly IReadOnlyList<string> Colleges = ["utc-a", "utc-b", "utc-c", "utc-d", "utc-e", "utc-f"];

    private const int Apart = 1_000;

    private static readonly int[] Sizes = [7, 9, 12, 20, 28, 40];

    private readonly List<(int College, int Day, int Deed, ulong[] Learners)> done = [];

    public YearScene(int seed)
    {
        var random = new Random(seed);
        for (var college = 0; college < Colleges.Count; college++)
        {
            foreach (var day in Span.SchoolDays.Where(_ => random.Next(5) < 2).Select(span => span.First))
            {
                foreach (var deed in Enumerable.Range(0, Deed.All.Count).OrderBy(_ => random.Next()).Take(random.Next(1, 3)))
                    done.Add((college, day, deed, Some(random, college)));
            }
        }
    }

    private YearScene(YearScene before, ulong without)
    {
        done = [.. before.done
            .Select(one => one with { Learners = [.. one.Learners.Where(learner => learner != without)] })
            .Where(one => one.Learners.Length > 0)];
    }

    /// <summary>Whoever has a group to themselves or makes one of five: the erasure that shows most.</summary>
    public ulong Conspicuous(int college) => done.Where(one => one.College == college)
        .OrderBy(one => Math.Abs(one.Learners.Length - 5)).First().Learners[0];

    public YearScene Without(ulong learner) => new(this, learner);

    public static int CollegeOf(ulong learner) => (int)(learner / Apart);

    public static IEnumerable<ulong> LearnersOf(int college) =>
        DigestScene.Learners(((ulong)college * Apart) + 1, Sizes[college]);

    /// <summary>By the last digit, and of the fourth college nobody says whose ends in nine.</summary>
    public static int YearGroup(ulong learner) => (learner % 10) switch
    {
        9 when CollegeOf(learner) == 3 => Sort.Unknown,
        < 6 => 12,
        _ => 13,
    };

    public IEnumerable<(string College, Counter Counter)> Counters(Span span) =>
        from one in done
        where one.Day >= span.First && one.Day <= span.Last
        let deed = Deed.All[one.Deed]
        select (Colleges[one.College], new Counter(TermScene.Date(one.Day), deed.Kind, deed.Thing, deed.Verb)
        {
            Events = one.Learners.Length,

            // A session is an hour, and everybody stays.
            Minutes = deed.Verb == Functions.Engagement.Facts.FactVerb.Attended ? 60 * one.Learners.Length : 0,
            Ratings = deed.Verb == Functions.Engagement.Facts.FactVerb.Rated ? one.Learners.Length : 0,
            RatingSum = deed.Verb == Functions.Engagement.Facts.FactVerb.Rated ? 4 * one.Learners.Length : 0,
            Learners = one.Learners,
        });

    public int Learners(int college, Span span, Sort sort) => Within(college, span, sort).Distinct().Count();

    public int Events(int college, Span span, Sort sort) => Within(college, span, sort).Count();

    /// <summary>Sessions of which a learner attended more than one are told apart in the report.</summary>
    public int Again(int college, Span span) =>
        Within(college, span, Sort.Attended).GroupBy(learner => learner).Count(sessions => sessions.Count() > 1);

    private IEnumerable<ulong> Within(int college, Span span, Sort sort) =>
        done.Where(one => one.College == college && one.Day >= span.First && one.Day <= span.Last && (sort.Deeds & (1 << one.Deed)) != 0)
            .SelectMany(one => one.Learners)
            .Where(learner => sort.YearGroup is null || YearGroup(learner) == sort.YearGroup);

    private static ulong[] Some(Random random, int college)
    {
        var all = LearnersOf(college).ToList();
        var some = random.Next(2) == 0 ? random.Next(1, 5) : random.Next(5, all.Count + 1);
        return [.. all.OrderBy(_ => random.Next()).Take(some).Order()];
    }
}
