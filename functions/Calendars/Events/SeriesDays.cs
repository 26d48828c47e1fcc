using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Events;

/// <summary>The dates of a series that are not as its pattern has them: those called off, and those moved.</summary>
public sealed record SeriesDays(IReadOnlyList<LocalDate> Gone, IReadOnlyList<MovedDate> Moved)
{
    public static SeriesDays None { get; } = new([], []);

    public bool IsPlain => Gone.Count == 0 && Moved.Count == 0;

    /// <summary>What the catalogue wants; null for what does not repeat.</summary>
    public static SeriesDays? Wanted(ActivityDefinition definition) =>
        definition.Repeats is { } repeats && repeats.PatternFrom(definition.Start.Date) is { } pattern
            ? new([.. pattern.Dates().Intersect(repeats.Except)], repeats.Moved)
            : null;

    /// <summary>Whether a calendar that has <paramref name="there"/> needs nothing but, maybe, dates back.</summary>
    public bool AreIn(SeriesDays there) => !Gone.Except(there.Gone).Any() && Moved.SequenceEqual(there.Moved);

    /// <summary>Dates from a day on that are wanted and were called off: Exchange brings none back by itself.</summary>
    public IEnumerable<LocalDate> Lost(SeriesDays there, LocalDate from) =>
        there.Gone.Except(Gone).Where(date => date >= from);

    /// <summary>Dates from a day on that are still to be called off: each is a mail of its own.</summary>
    public IEnumerable<LocalDate> ToCallOff(SeriesDays there, LocalDate from) =>
        Gone.Except(there.Gone).Where(date => date >= from);

    /// <summary>Dates from a day on that are still to be moved, or to be moved back.</summary>
    public IEnumerable<LocalDate> ToMove(SeriesDays there, LocalDate from) =>
        Moved.Except(there.Moved).Concat(there.Moved.Except(Moved)).Select(moved => moved.Date)
            .Distinct().Except(Gone).Where(date => date >= from);

    public bool Same(SeriesDays other) => Gone.SequenceEqual(other.Gone) && Moved.SequenceEqual(other.Moved);

    public override string ToString() => JsonSerializer.Serialize(
        new Kept([.. Gone.Select(LocalDatePattern.Iso.Format)], [.. Moved.Select(KeptMovedDate.From)]), PathwayJson.Plain);

    public static SeriesDays? Parse(string? json) =>
        json is null || JsonSerializer.Deserialize<Kept>(json, PathwayJson.Plain) is not { } kept
            ? null
            : new SeriesDays(
                [.. kept.Gone.Select(date => LocalDatePattern.Iso.Parse(date).GetValueOrThrow())],
                [.. kept.Moved.Select(moved => moved.Read())]);

    private sealed record Kept(IReadOnlyList<string> Gone, IReadOnlyList<KeptMovedDate> Moved);
}
