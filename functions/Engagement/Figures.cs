using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement;

/// <summary>What a row of figures stands for.</summary>
public enum FiguresBy
{
    Day,
    Week,
    Term,
    Verb,
    Activity,
    Resource,

    /// <summary>Things in a college's own platform that no alias names.</summary>
    Elsewhere,
    College,
}

/// <summary>Which figures: of one college, or of all of them together where it is null.</summary>
public sealed record FiguresQuery(CollegeId? College, LocalDate From, LocalDate To, FiguresBy By);

/// <summary>One row. Null where a small number is hidden.</summary>
public sealed record FigureRow(string Key, long? Events, long? Minutes, long? Learners);

/// <summary>The answer of <c>GET /api/engagement</c>. <see cref="Complete"/>: everything that was accepted has been counted.</summary>
/// <param name="Hidden">True where a figure is null because few learners stand behind it or it would give such a figure away; else not there.</param>
public sealed record Figures(
    string From,
    string To,
    string By,
    bool Complete,
    IReadOnlyList<FigureRow> Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Hidden = null);

/// <summary>What happened, to whom, and the minutes with whoever reported any.</summary>
public sealed class FigureSum
{
    public Amount Events { get; } = new();

    public Amount Minutes { get; } = new();

    public void Add(Counter counter)
    {
        Events.Add(counter.Events, counter.Learners);
        Minutes.Add(counter.Minutes, counter.Learners);
    }
}

/// <summary>Adds counters up by a key. Learners are distinct within a row; a learner of two colleges has two references.</summary>
public sealed class FigureSums(FiguresBy by, AcademicTerms terms)
{
    private readonly Dictionary<string, FigureSum> sums = new(StringComparer.Ordinal);

    public FigureSum Total { get; } = new();

    public IEnumerable<(string Key, FigureSum Sum)> Rows => sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => (sum.Key, sum.Value));

    public void Add(CollegeId college, Counter counter)
    {
        if (KeyOf(college, counter) is not { } key)
            return;
        if (!sums.TryGetValue(key, out var sum))
            sums[key] = sum = new FigureSum();
        sum.Add(counter);
        Total.Add(counter);
    }

    private string? KeyOf(CollegeId college, Counter counter) => by switch
    {
        FiguresBy.Day => LocalDatePattern.Iso.Format(counter.Date),
        FiguresBy.Week => IsoWeek.Of(counter.Date).ToString(),
        FiguresBy.Term => terms.Of(counter.Date),
        FiguresBy.Verb => counter.Verb.Word(),
        FiguresBy.Activity => counter.Kind == ObjectKind.Activity ? counter.Object : null,
        FiguresBy.Resource => counter.Kind == ObjectKind.Resource ? counter.Object : null,
        FiguresBy.Elsewhere => counter.Kind == ObjectKind.Elsewhere ? counter.Object : null,
        _ => college.ToString(),
    };
}
