using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;

namespace Pathway.Functions.Calendars;

/// <summary>
/// Finds what was marked and never brought in step, because a message was lost or its time has come, and asks for it.
/// </summary>
public sealed class CalendarSweep(
    ActivityTable catalogue, CollegeTable colleges, CalendarSyncQueue syncs, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var college in await colleges.AllAsync(cancellationToken))
        {
            if (college.CalendarDirty)
                await syncs.SendAsync(college.Id, cancellationToken);
        }

        var now = time.GetUtcNow();
        foreach (var activity in await catalogue.AllAsync(cancellationToken))
        {
            if (activity.SyncDue <= now)
                await syncs.SendAsync(activity.Id, TimeSpan.Zero, cancellationToken);
        }
    }
}
