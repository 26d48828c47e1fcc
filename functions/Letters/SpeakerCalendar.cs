using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;

namespace Pathway.Functions.Letters;

/// <summary>When a speaker's letters are due. What is late by more than its window is left out rather than sent odd.</summary>
internal static class SpeakerCalendar
{
    private static readonly Duration Week = Duration.FromDays(7);
    private static readonly Duration WeekEnds = Duration.FromDays(2);
    private static readonly Duration Day = Duration.FromDays(1);

    // Ratings come in with the colleges' systems at night, and attendance with Teams' reports.
    private static readonly Duration ThanksAfter = Duration.FromDays(2);
    private static readonly Duration ThanksUntil = Duration.FromDays(9);

    /// <summary>
    /// What is due, and about which time that it is held: of a series each date has its day before, the first alone its
    /// week before, the last alone its thanks.
    /// </summary>
    public static (LetterKind Kind, Occurrence Occurrence)? DueAt(Instant now, ActivityDefinition activity, LettersOptions options)
    {
        var held = activity.Occurrences().ToList();
        foreach (var (at, occurrence) in held.Index())
        {
            var (start, end) = (WallClock.At(occurrence.Start, activity.Zone), WallClock.At(occurrence.End, activity.Zone));
            if (DueAt(now, start, end, options) is { } kind
                && (kind != LetterKind.WeekBefore || at == 0)
                && (kind != LetterKind.ThankYou || at == held.Count - 1))
                return (kind, occurrence);
        }

        return null;
    }

    private static LetterKind? DueAt(Instant now, Instant start, Instant end, LettersOptions options)
    {
        if (options.WeekBefore && now >= start - Week && now < start - WeekEnds)
            return LetterKind.WeekBefore;
        if (options.DayBefore && now >= start - Day && now < start)
            return LetterKind.DayBefore;
        return options.ThankYou && now >= end + ThanksAfter && now < end + ThanksUntil ? LetterKind.ThankYou : null;
    }
}
