using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Tests.Engagement.Onlooker;

/// <summary>
/// Six weeks of an autumn at five colleges, two of them small: a session now and then, worksheets in between. What is true of
/// it, which nobody outside may find out.
/// </summary>
internal sealed class TermScene
{
    public const int Days = 42;

    public static readonly LocalDate FirstDay = new(2026, 9, 7);

    public static readonly IReadOnlyList<string> Colleges = ["utc-a", "utc-b", "utc-c", "utc-d", "utc-e"];
    public static readonly IReadOnlyList<string> Activities = ["genomics", "imaging", "ward"];
    public static readonly IReadOnlyList<string> Resources = ["worksheet", "video"];

    private readonly List<(string College, int Day, Counter Counter)> counters = [];

    public TermScene(int seed)
    {
        var random = new Random(seed);
        foreach (var (number, college) in Colleges.Index())
        {
            var size = number < 2 ? 9 : random.Next(15, 45);
            for (var day = 0; day < Days; day++)
            {
                if (random.Next(3) == 0 && Date(day).DayOfWeek < IsoDayOfWeek.Saturday)
                    Add(college, day, random, size, (ulong)(number * 1_000));
            }
        }
    }

    public IEnumerable<(string College, Counter Counter)> Of(int day) =>
        counters.Where(one => one.Day == day).Select(one => (one.College, one.Counter));

    public static LocalDate Date(int day) => FirstDay.PlusDays(day);

    /// <summary>How many learners of a group did anything in these days.</summary>
    public int Learners(string group, int first, int last) =>
        Within(group, first, last)
            .SelectMany(one => one.Counter.Learners.Select(learner => (one.College, learner)))
            .Distinct()
            .Count();

    public long Events(string group, int first, int last) => Within(group, first, last).Sum(one => one.Counter.Events);

    /// <summary>Sessions are attended by many or few, worksheets mostly by few.</summary>
    private void Add(string college, int day, Random random, int size, ulong before)
    {
        var isSession = random.Next(3) > 0;
        var who = Digests.DigestScene.Learners(before + 1, size)
            .OrderBy(_ => random.Next())
            .Take(random.Next(3) > 0 ? random.Next(1, 4) : random.Next(4, size + 1))
            .Order()
            .ToArray();
        counters.Add((college, day, new Counter(
            Date(day),
            isSession ? ObjectKind.Activity : ObjectKind.Resource,
            isSession ? Activities[random.Next(Activities.Count)] : Resources[random.Next(Resources.Count)],
            isSession ? FactVerb.Attended : FactVerb.Viewed)
        { Events = who.Length, Minutes = isSession ? who.Length * 60 : 0, Learners = who }));
    }

    private IEnumerable<(string College, int Day, Counter Counter)> Within(string group, int first, int last) =>
        counters.Where(one => one.Day >= first && one.Day <= last && Names(one).Contains(group));

    private static string[] Names((string College, int Day, Counter Counter) one) =>
        [one.College, one.Counter.Object, $"{one.College} {one.Counter.Object}"];
}
