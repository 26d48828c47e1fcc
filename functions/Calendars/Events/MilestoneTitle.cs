using NodaTime.Text;
using Pathway.Functions.Activities;

namespace Pathway.Functions.Calendars.Events;

/// <summary>What a milestone is called in a calendar, where its project's name does not stand beside it.</summary>
internal static class MilestoneTitle
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Write(Milestone milestone, ActivityDefinition definition) =>
        $"{milestone.Title}{(milestone.Time is { } time ? $" ({Minutes.Format(time)})" : "")}: {definition.Title}";
}
