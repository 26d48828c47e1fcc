using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>
/// Finds the activity a cell names: by its id, its title or one of its addresses, among those the college is invited
/// to.
/// </summary>
internal sealed class SheetActivities
{
    private readonly Dictionary<string, Activity> byId;
    private readonly ILookup<string, Activity> byTitle;
    private readonly ILookup<string, Activity> byAddress;
    private readonly Instant now;

    public SheetActivities(IEnumerable<Activity> activities, CollegeId college, Instant now)
    {
        var own = activities.Where(activity => activity.Definition.Audience.Includes(college)).ToList();
        byId = own.ToDictionary(activity => activity.Id.ToString(), StringComparer.OrdinalIgnoreCase);
        byTitle = own.ToLookup(activity => activity.Definition.Title, StringComparer.OrdinalIgnoreCase);
        byAddress = own.SelectMany(
            activity => activity.Definition.Aliases.Select(alias => (Address: ObjectAddress.Same(alias), activity)))
            .ToLookup(pair => pair.Address, pair => pair.activity, StringComparer.Ordinal);
        this.now = now;
    }

    /// <summary>The activity, or why there is none to be taken.</summary>
    public (Activity? Activity, string Reason) Find(string cell)
    {
        var found = byId.TryGetValue(cell, out var named)
            ? [named]
            : byTitle[cell].Concat(byAddress[ObjectAddress.Same(cell)]).Distinct().ToList();
        return found switch
        {
            [] =>
                (null, "is no activity of this college: write its id, its title as in the programme, or its address in your platform."),
            [{ Definition.StartsAt: var start }] when start > now => (null, "has not begun yet."),
            [var one] => (one, ""),
            _ => (null, "is the title of several activities: write the id of the one."),
        };
    }

    /// <summary>Which time the activity was held a line is about, or why there is none.</summary>
    /// <param name="date">The date that the line names; null for none.</param>
    public (Occurrence? Occurrence, string Reason) FindDate(Activity activity, LocalDate? date)
    {
        var all = activity.Definition.Occurrences().ToList();
        if (date is not null)
            all = all.FindAll(one => one.Date == date || one.Start.Date == date);
        var held = all.FindAll(one => WallClock.At(one.Start, activity.Definition.Zone) <= now);
        return (all, held) switch
        {
            ([], _) => (null, "is no date on which the activity was held."),
            (_, []) => (null, "has not begun yet."),
            (_, [var one]) => (one, ""),
            (_, [var one, ..]) when date is not null => (one, ""),
            _ => (null, "is required: the activity was held on several dates, and this says of which the line is."),
        };
    }
}
