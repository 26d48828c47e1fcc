using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;

namespace Pathway.Functions.Calendars;

/// <summary>Finds what was marked and never brought in step, because a message was lost or its time has come, and asks for it.</summary>
public sealed class CalendarSweep(ActivityTable catalogue, CollegeTable register, CalendarSyncQueue requests, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var college in await register.AllAsync(cancellationToken))
        {
            if (college.CalendarDirty)
                await requests.AskAsync(college.Id, cancellationToken);
        }

        var now = time.GetUtcNow();
        foreach (var activity in await catalogue.AllAsync(cancellationToken))
        {
            if (activity.SyncDue <= now)
                await requests.AskAsync(activity.Id, TimeSpan.Zero, cancellationToken);
        }
    }
}
