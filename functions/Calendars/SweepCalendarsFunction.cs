using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Calendars.Pull;

namespace Pathway.Functions.Calendars;

/// <summary>Every five minutes: asks again for whatever is due; once a night, for everything.</summary>
public sealed class SweepCalendarsFunction(CalendarSweep sweep, Reconciliation reconciliation)
{
    [Function(nameof(SweepCalendars))]
    public async Task SweepCalendars(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancellationToken);
        await reconciliation.AskAtNightAsync(cancellationToken);
    }
}
