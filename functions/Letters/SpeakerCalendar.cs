using NodaTime;
using Pathway.Functions.Activities;

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

    public static LetterKind? DueAt(Instant now, ActivityDefinition activity, LettersOptions options)
    {
        var (start, end) = (activity.StartsAt, activity.EndsAt);
        if (options.WeekBefore && now >= start - Week && now < start - WeekEnds)
            return LetterKind.WeekBefore;
        if (options.DayBefore && now >= start - Day && now < start)
            return LetterKind.DayBefore;
        return options.ThankYou && now >= end + ThanksAfter && now < end + ThanksUntil ? LetterKind.ThankYou : null;
    }
}
