using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>What an edit made in Outlook means for the catalogue.</summary>
internal static class OutlookEdits
{
    /// <summary>
    /// The definition as the edit has it. Null when the catalogue has moved since the event was last in step, when
    /// the edit touches what is not a person's to edit there, or when it makes no sense: then the catalogue wins.
    /// </summary>
    public static ActivityDefinition? Accept(
        ActivityDefinition definition, InvitationKey key, EventDetails known, EventDetails edited, LocalDate today)
    {
        var wanted = WantedEvent.AllOf(definition).FirstOrDefault(candidate => candidate.Part == key.Part)?.Details;
        if (wanted is null || !known.SaysButForBody(key.Shard > 0 ? wanted with { Online = false } : wanted))
            return null;
        if (edited.AllDay != known.AllDay || !edited.IsQuiet || (known.Online && !edited.Online))
            return null;
        var (start, end) = (Time(edited.Start), Time(edited.End));
        if (!WallClock.IsPlausible(start.Date, today) || !WallClock.IsPlausible(end.Date, today))
            return null;
        if (key.Part.Length == 0)
        {
            var title = VisibleText.Line(edited.Subject);
            return title.Length is > 0 and <= ActivityRequest.MaxTitle && start < end && edited.Repeats != EventRecurrence.Unknown
                ? definition with
                {
                    Title = title,
                    Start = start,
                    End = end,
                    Repeats = Repeating(definition, known, edited),
                    Online = definition.Online || (edited.Online && !known.Online),
                }
                : null;
        }

        // A milestone's subject is made of two titles: which of them was meant cannot be told.
        return edited.Subject == known.Subject
            ? definition with { Milestones = [.. definition.Milestones.Select(Moved)] }
            : null;

        Milestone Moved(Milestone milestone) =>
            milestone.Key == key.Part ? milestone with { Date = start.Date } : milestone;
    }

    /// <summary>Other dates or hours: dates left out stay so, and what was moved by hours that are no more is not.</summary>
    private static Repetition? Repeating(ActivityDefinition definition, EventDetails known, EventDetails edited) =>
        edited.SameTimes(known) || edited.Pattern is not { } pattern ? (edited.Pattern is null ? null : definition.Repeats)
        : edited.Repeats == known.Repeats ? definition.Repeats! with { Moved = [] }
        : definition.Repeats?.Following(pattern) ?? Repetition.From(pattern);

    /// <summary>Whether the event says what the catalogue says, the body apart.</summary>
    public static bool Agree(ActivityDefinition definition, InvitationKey key, EventDetails there) =>
        WantedEvent.AllOf(definition).FirstOrDefault(candidate => candidate.Part == key.Part)?.Details is { } wanted
        && there.SaysButForBody(key.Shard > 0 ? wanted with { Online = false } : wanted);

    /// <summary>
    /// The definition without the milestone whose entry was deleted; null for a shard of the meeting, which is made again.
    /// </summary>
    public static ActivityDefinition? Without(ActivityDefinition definition, InvitationKey key) =>
        key is { Part.Length: > 0, Shard: 0 }
        ? definition with { Milestones = [.. definition.Milestones.Where(milestone => milestone.Key != key.Part)] }
        : null;

    private static LocalDateTime Time(string text) => LocalDateTimePattern.GeneralIso.Parse(text).GetValueOrThrow();
}
