using NodaTime.Text;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Adds counters up by a key. Learners are distinct within a row; a learner of two colleges has two references.
/// </summary>
public sealed class FigureSums(FiguresBy by, AcademicTerms terms)
{
    private readonly Dictionary<string, FigureSum> sums = new(StringComparer.Ordinal);

    public IEnumerable<(string Key, FigureSum Sum)> Rows =>
        sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => (sum.Key, sum.Value));

    public void Add(CollegeId college, Counter counter)
    {
        if (KeyOf(college, counter) is not { } key)
            return;
        if (!sums.TryGetValue(key, out var sum))
            sums[key] = sum = new FigureSum();
        sum.Add(college, counter);
    }

    private string? KeyOf(CollegeId college, Counter counter) => by switch
    {
        FiguresBy.Day => LocalDatePattern.Iso.Format(counter.Date),
        FiguresBy.Week => IsoWeek.Containing(counter.Date).ToString(),
        FiguresBy.Term => terms.NameAt(counter.Date),
        FiguresBy.Verb => counter.Verb.Word(),
        FiguresBy.Activity => counter.Kind == ObjectKind.Activity ? counter.Object : null,
        FiguresBy.Resource => counter.Kind == ObjectKind.Resource ? counter.Object : null,
        FiguresBy.Elsewhere => counter.Kind == ObjectKind.Elsewhere ? counter.Object : null,
        _ => college.ToString(),
    };
}
