using NodaTime.Text;
using Pathway.Functions.Activities.Series;

namespace Pathway.Functions.Activities.Occurrences;

/// <summary>One date of an activity. <see cref="Date"/> names it, whereto it may be moved.</summary>
/// <param name="State"><c>planned</c>, <c>moved</c> or <c>cancelled</c>.</param>
public sealed record OccurrenceView(string Date, string Start, string End, string State)
{
    /// <summary>Why it is called off, where that was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Every date there is or was to be, in order.</summary>
    public static IReadOnlyList<OccurrenceView> AllOf(Activity activity)
    {
        var definition = activity.Definition;
        var held = definition.Occurrences().Select(one => (One: one, State: StateOf(activity, one)));
        var left = definition.Repeats is { } repeats
            ? (repeats with { Except = [], Moved = [] }).Occurrences(definition.Start, definition.End)
                .Where(one => repeats.Except.Contains(one.Date))
                .Select(one => (One: one, State: ActivityView.Cancelled))
            : [];
        return
        [
            .. held.Concat(left).OrderBy(entry => entry.One.Date).Select(entry => new OccurrenceView(
                LocalDatePattern.Iso.Format(entry.One.Date),
                WallClock.Write(entry.One.Start, definition.Zone),
                WallClock.Write(entry.One.End, definition.Zone),
                entry.State)
            {
                Reason = entry.State == ActivityView.Cancelled ? definition.Repeats?.Reasons.GetValueOrDefault(entry.One.Date) : null,
            }),
        ];
    }

    private static string StateOf(Activity activity, Occurrence one) =>
        activity.IsCancelled ? ActivityView.Cancelled : one.IsMoved ? "moved" : ActivityView.Planned;
}
