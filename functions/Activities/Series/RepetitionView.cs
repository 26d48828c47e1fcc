using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Activities.Series;

/// <summary>A repetition in JSON; sending it back changes nothing.</summary>
/// <param name="Every"><c>week</c> or <c>fortnight</c>.</param>
/// <param name="On">Days of the week, in English.</param>
public sealed record RepetitionView(
    string Every, IReadOnlyList<string> On, string? Until, int? Times, IReadOnlyList<string> Except, IReadOnlyList<MovedDateView> Moved)
{
    public const string Week = "week";
    public const string Fortnight = "fortnight";

    /// <summary>Why dates of <see cref="Except"/> are called off, by date; left out where nothing was said.</summary>
    public IReadOnlyDictionary<string, string>? Reasons { get; init; }

    public static RepetitionView From(Repetition repetition, Func<LocalDateTime, string> write) => new(
        repetition.Interval == 1 ? Week : Fortnight,
        [.. repetition.On.Select(Word)],
        repetition.Until is { } until ? LocalDatePattern.Iso.Format(until) : null,
        repetition.Times,
        [.. repetition.Except.Select(LocalDatePattern.Iso.Format)],
        [
            .. repetition.Moved.Select(
                moved => new MovedDateView(LocalDatePattern.Iso.Format(moved.Date), write(moved.Start), write(moved.End))),
        ])
    {
        Reasons = Named(repetition.Reasons),
    };

    internal static IReadOnlyDictionary<string, string>? Named(IReadOnlyDictionary<LocalDate, string> reasons) =>
        reasons.Count == 0
            ? null
            : reasons.OrderBy(pair => pair.Key).ToDictionary(
                pair => LocalDatePattern.Iso.Format(pair.Key), pair => pair.Value, StringComparer.Ordinal);

    public static string Word(IsoDayOfWeek day) => day.ToString().ToLowerInvariant();
}
