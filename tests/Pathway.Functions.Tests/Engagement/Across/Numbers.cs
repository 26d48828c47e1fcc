namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>
/// Every number that an onlooker reckons with, in one row: of each college, days and sort its learners, and what they did; once as
/// it was and once as an erasure left it.
/// </summary>
internal static class Numbers
{
    private static readonly Dictionary<Sort, int> Sorts = Sort.All.Index().ToDictionary(one => one.Item, one => one.Index);
    private static readonly Dictionary<Span, int> Spans = Span.All.Index().ToDictionary(one => one.Item, one => one.Index);

    /// <summary>Learners and events by sort, and who came again.</summary>
    private static int EachSpan => (2 * Sorts.Count) + 1;

    public static int EachState => EachSpan * Spans.Count * YearScene.Colleges.Count;

    /// <summary>Of a day, who did one thing did it once.</summary>
    public static int Events(int state, int college, Span span, Sort sort) =>
        span.First == span.Last && sort.Places.Count() == 1
            ? Learners(state, college, span, sort)
            : Learners(state, college, span, sort) + Sorts.Count;

    public static int Learners(int state, int college, Span span, Sort sort) => At(state, college, span) + Sorts[sort];

    public static int Again(int state, int college, Span span) => At(state, college, span) + (2 * Sorts.Count);

    private static int At(int state, int college, Span span) =>
        (((state * YearScene.Colleges.Count) + college) * Spans.Count + Spans[span]) * EachSpan;
}
