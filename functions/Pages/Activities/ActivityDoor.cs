using Pathway.Functions.Activities;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities;

/// <summary>Who comes to which activity: a coordinator to those their college is invited to.</summary>
public sealed class ActivityDoor(PageDoor door, ActivityTable catalogue) : RoomDoor<Activity>(door, "activity")
{
    protected override async Task<Activity?> FindAsync(Visit visit, string id, CancellationToken cancellationToken) =>
        ActivityId.TryParse(id, out var key)
        && await catalogue.FindAsync(key, cancellationToken) is { } activity
        && activity.Definition.Audience.IncludesAny(visit.Colleges)
            ? activity
            : null;
}
