using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>What the manager may want to know of the calendar beside the activities' own ledgers.</summary>
public sealed class ReadCalendarFunction(
    PullStateStore pulls, SetAsideEvents setAside, ActivityTable activities, CallerReader callers)
{
    [Function(nameof(ReadCalendar))]
    public Task<IResult> ReadCalendar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/calendar")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var states = await pulls.AllAsync(cancellationToken);
            var waiting = (await activities.AllAsync(cancellationToken)).Where(
                activity => activity.SyncDue is not null);
            var aside = await setAside.ReadAsync(cancellationToken);
            var view = new CalendarView(
                states.MinBy(state => state.PulledAt ?? default)?.PulledAt,
                [.. states.SelectMany(state => state.Pending).Select(id => id.ToString()).Distinct(StringComparer.Ordinal)],
                [.. waiting.Select(activity => activity.Id.ToString()).Order(StringComparer.Ordinal)],
                [.. aside.Values.OrderBy(item => item.Start, StringComparer.Ordinal)]);
            return Results.Json(view, PathwayJson.Plain);
        });
}
