using NodaTime.Text;
using Pathway.Functions.Audit;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>What was done to activities, in words.</summary>
internal sealed class ActivityAudit(AuditNames names)
{
    // A time that moves takes these with it.
    private static readonly string[] Times = ["start", "end", "timeZone"];

    public string? Words(string method, string[] path, IReadOnlyList<AuditChange> changes)
    {
        var changed = ChangedThing.All("activity", changes);
        return path switch
        {
            ["import"] => changed.Count == 1 ? $"imported {Name(changed[0])}" : $"imported {changed.Count} activities",
            [var id, "attendance"] => $"took in a sheet of who attended {names.Activity(id)}",
            [var id, "nudge"] => $"asked those who have not answered about {names.Activity(id)}",
            [var id, "occurrences", var date] when Day(date) is { } day =>
                method == "DELETE" ? $"called off {names.Activity(id)} on {day}" : $"moved {names.Activity(id)} of {day} to another time",
            ["new"] or [_] or [_, "edit"] or [_, "cancel"] when changed is [var only] => Words(only),
            ["new"] => "planned an activity",
            [var id, ..] when changed.Count == 0 => $"left {names.Activity(id)} as it was",
            _ => null,
        };
    }

    /// <summary>What became of events that vanished from Outlook.</summary>
    public string Decided(IReadOnlyList<AuditChange> changes)
    {
        var cancelled = ChangedThing.All("activity", changes).Where(thing => thing.Came("cancelledAt")).Select(Name).ToList();
        return cancelled.Count == 0
            ? "had events that vanished from Outlook put back"
            : $"let {ChangedThing.List(cancelled)} be cancelled, gone from Outlook";
    }

    private string Words(ChangedThing activity)
    {
        var name = Name(activity);
        if (activity.IsNew("title"))
            return $"planned {name}{(Moment(activity) is { } start ? $" for {start}" : "")}";
        if (activity.Came("cancelledAt"))
            return $"cancelled {name}{(activity.Now("cancelReason") is { } reason ? $": “{reason}”" : "")}";
        if (activity.Went("cancelledAt"))
            return $"brought {name} back";
        if (Moment(activity) is { } moved)
            return $"moved {name} to {moved}{And(activity)}";
        return activity.Now("title") is { } title && activity.Was("title") is { } before
            ? $"renamed {before} to {title}{And(activity)}"
            : $"changed the {ChangedThing.List([.. activity.Members.Select(Word)])} of {name}";
    }

    private static string And(ChangedThing activity)
    {
        var rest = activity.Members.Where(member => member != "title" && !Times.Contains(member)).Select(Word).ToList();
        return rest.Count == 0 ? "" : $" and changed its {ChangedThing.List(rest)}";
    }

    private string Name(ChangedThing activity) => activity.Now("title") is { } title && activity.IsNew("title")
        ? title
        : names.Activity(activity.Id);

    private string? Moment(ChangedThing activity) =>
        activity.Now("start") is { } start && LocalDateTimePattern.GeneralIso.Parse(start) is { Success: true } at
            ? names.Dates.Moment(at.Value)
            : null;

    private string? Day(string date) =>
        LocalDatePattern.Iso.Parse(date) is { Success: true } day ? names.Dates.Day(day.Value) : null;

    private static string Word(string member) => member switch
    {
        "timeZone" => "time zone",
        "online" => "place",
        "audience" => "colleges invited",
        "aliases" => "addresses in other systems",
        "outcomes" => "learning outcomes",
        "repeats" => "dates",
        "quietFor" => "time in which changes are gathered",
        _ => member,
    };
}
