using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Attendance;
using Pathway.Functions.Colleges;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The activities as pages.</summary>
[Page]
public sealed class ShowActivitiesFunction(
    PageDoor door,
    ActivityDoor room,
    ActivityTable catalogue,
    ActivityListReader reader,
    AttendanceTable attendance,
    CollegeTable register,
    ResourceCatalogue resources,
    LondonClock clock)
{
    private const int PageSize = 25;

    [Function(nameof(ShowActivities))]
    public Task<IResult> ShowActivities(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "activities")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsReader(request, async visit =>
        {
            var isPast = request.Query["past"] == "true";
            var skip = int.TryParse(request.Query["skip"], System.Globalization.NumberStyles.None, null, out var number)
                ? Math.Min(number, 10_000)
                : 0;
            var theirs = (await catalogue.AllAsync(cancellationToken))
                .Where(activity => activity.Definition.Audience.IncludesAny(visit.Colleges))
                .Where(activity => activity.IsAhead(clock.Now) != isPast)
                .OrderBy(activity => activity.Definition.StartsAt)
                .ThenBy(activity => activity.Id.ToString(), StringComparer.Ordinal)
                .ToList();
            if (isPast)
                theirs.Reverse();
            var lines = await reader.ReadAsync(theirs.Skip(skip).Take(PageSize), visit, cancellationToken);
            var more = theirs.Count > skip + PageSize
                ? $"/activities?{(isPast ? "past=true&" : "")}skip={skip + PageSize}"
                : null;
            return new PageAnswer<ActivitiesPage, ActivityListModel>(visit, new ActivityListModel(isPast, lines, more));
        });

    [Function(nameof(ShowActivity))]
    public Task<IResult> ShowActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "activities/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsReader(request, id, (visit, activity) => ShowAsync(visit, activity, cancellationToken), cancellationToken);

    /// <summary>The same under an address that no other page has, whatever the activity is called.</summary>
    [Function(nameof(ShowActivityByAnyName))]
    public Task<IResult> ShowActivityByAnyName(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "activities/{id}/about")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsReader(request, id, (visit, activity) => ShowAsync(visit, activity, cancellationToken), cancellationToken);

    private async Task<IResult> ShowAsync(Visit visit, Activity activity, CancellationToken cancellationToken)
    {
        var ledger = await reader.LedgerAsync(activity, visit, cancellationToken);
        var line = (await reader.ReadAsync([activity], visit, cancellationToken))[0];
        var members = await register.AllAsync(cancellationToken);
        var names = members.ToDictionary(
            college => college.Id.ToString(), college => college.Definition.Name, StringComparer.Ordinal);
        var titles = await resources.TitlesAsync(activity.Definition.Resources, cancellationToken);
        var states = visit.IsManager ? await attendance.FindAsync(activity.Id, cancellationToken) : [];
        var reported = states.Count == 0 ? null : AttendanceView.From(activity.Id, states);
        var sheets = activity.IsCancelled || activity.Definition.StartsAt > clock.Now
            ? []
            : SheetColleges.Choices(SheetColleges.For(visit, activity, members));
        return new PageAnswer<ActivityPage, ActivityModel>(
            visit, new ActivityModel(line, ledger, reported, names, titles, sheets));
    }
}
