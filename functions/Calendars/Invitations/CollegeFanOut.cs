using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>A college joined, left or changed its audience: every activity ahead is looked at.</summary>
public sealed class CollegeFanOut(CollegeTable register, ActivityTable catalogue, CalendarSyncQueue syncs)
{
    public async Task RunAsync(CollegeId id, CancellationToken cancellationToken)
    {
        if (await register.FindAsync(id, cancellationToken) is not { CalendarDirty: true } college)
            return;
        foreach (var activity in await catalogue.AheadAsync(cancellationToken))
        {
            if (!activity.IsCancelled && activity.Definition.Audience.Includes(id))
                await syncs.SendAsync(activity.Id, TimeSpan.Zero, cancellationToken);
        }

        // After the messages: a crash in between asks once more, and asking twice does it once.
        await register.ClearDirtyAsync(college, cancellationToken);
    }
}
