using Pathway.Functions.Colleges;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>Who comes to which college: a coordinator to their own. Of one that left its page says so.</summary>
public sealed class CollegeDoor(PageDoor door, CollegeTable register) : RoomDoor<College>(door, "college")
{
    protected override async Task<College?> FindAsync(Visit visit, string id, CancellationToken cancellationToken) =>
        CollegeId.TryParse(id, out var key) && visit.Reads(key)
            ? await register.FindAsync(key, cancellationToken)
            : null;

    protected override bool IsOpen(College college) => college.LeftAt is null;

    protected override Notice? InsteadOf(College college, Visit visit) => college.LeftAt is not { } left ? null : new Notice(
        $"{college.Definition.Name} has left the programme",
        $"It left on {visit.Dates.Day(LondonClock.DateOf(left))}. What was recorded until then stays until it is due to go. "
        + "To let it join again, add it under its short name, " + college.Id + ".",
        $"/engagement?college={college.Id}",
        "See its figures");
}
