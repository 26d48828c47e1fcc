using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities.Series;

/// <summary>A repetition as the catalogue keeps it.</summary>
internal sealed record KeptRepetition(
    int Interval, IReadOnlyList<string> On, string? Until, int? Times, IReadOnlyList<string>? Except, IReadOnlyList<KeptMovedDate>? Moved)
{
    public IReadOnlyDictionary<string, string>? Reasons { get; init; }

    public static KeptRepetition From(Repetition repetition) => new(
        repetition.Interval,
        [.. repetition.On.Select(day => WeeklyPattern.Codes[(int)day - 1])],
        repetition.Until is { } until ? LocalDatePattern.Iso.Format(until) : null,
        repetition.Times,
        repetition.Except.Count == 0 ? null : [.. repetition.Except.Select(LocalDatePattern.Iso.Format)],
        repetition.Moved.Count == 0 ? null : [.. repetition.Moved.Select(KeptMovedDate.From)])
    {
        Reasons = RepetitionView.Named(repetition.Reasons),
    };

    /// <exception cref="UnparsableValueException">It was not written by <see cref="From"/>.</exception>
    public Repetition Read() => new(Interval, [.. On.Select(Day)])
    {
        Until = Until is null ? null : LocalDatePattern.Iso.Parse(Until).GetValueOrThrow(),
        Times = Times,
        Except = [.. (Except ?? []).Select(date => LocalDatePattern.Iso.Parse(date).GetValueOrThrow())],
        Reasons = (Reasons ?? new Dictionary<string, string>(StringComparer.Ordinal))
            .ToDictionary(pair => LocalDatePattern.Iso.Parse(pair.Key).GetValueOrThrow(), pair => pair.Value),
        Moved = [.. (Moved ?? []).Select(moved => moved.Read())],
    };

    private static IsoDayOfWeek Day(string code) => (IsoDayOfWeek)(WeeklyPattern.Codes.ToList().IndexOf(code) + 1);
}
