using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Occurrences;

/// <summary>
/// A change of one date as a change of its activity: judged by the same rules, and kept in the same place, so that the
/// activity's version tells of it.
/// </summary>
internal static partial class OccurrenceChange
{
    /// <summary>Holds the date at another time, or again.</summary>
    public static ActivityDefinition? Move(
        Activity activity, LocalDate date, OccurrenceRequest to, PlanningContext context, out IReadOnlyList<Fault> faults)
    {
        var day = LocalDatePattern.Iso.Format(date);
        var view = ActivityView.From(activity);
        var others = view.Repeats!.Moved.Where(moved => moved.Date != day).ToList();
        var definition = Validate(
            activity,
            view.Repeats with
            {
                Except = [.. view.Repeats.Except.Where(other => other != day)],
                Moved = [.. others, new MovedDateView(day, to.Start ?? "", to.End!)],
            },
            context,
            out faults);

        // Whichever of two dates meets the other: it is this one that was to be moved.
        faults = [.. faults.Select(fault => fault with { Path = InMoved().Replace(fault.Path, "") })];
        return definition;
    }

    /// <summary>Calls the date off. Once more changes nothing, its reason neither.</summary>
    /// <param name="reason">As <see cref="CancelReason"/> reads it.</param>
    public static ActivityDefinition? Cancel(
        Activity activity, LocalDate date, string reason, PlanningContext context, out IReadOnlyList<Fault> faults)
    {
        var day = LocalDatePattern.Iso.Format(date);
        var repeats = ActivityView.From(activity).Repeats!;
        var reasons = (repeats.Reasons ?? new Dictionary<string, string>(StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        if (reason.Length > 0 && !repeats.Except.Contains(day))
            reasons[day] = reason;
        return Validate(
            activity,
            repeats with
            {
                Except = [.. repeats.Except.Where(other => other != day), day],
                Reasons = reasons,
                Moved = [.. repeats.Moved.Where(moved => moved.Date != day)],
            },
            context,
            out faults);
    }

    private static ActivityDefinition? Validate(
        Activity activity, RepetitionView repeats, PlanningContext context, out IReadOnlyList<Fault> faults) =>
        JsonSerializer.SerializeToNode(ActivityView.From(activity) with { Repeats = repeats }, PathwayJson.Plain)
            .Deserialize<ActivityRequest>(PathwayJson.Strict)!
            .Validate(activity.Id, context, out faults);

    [GeneratedRegex("^/repeats/moved/[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex InMoved();
}
