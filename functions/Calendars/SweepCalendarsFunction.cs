using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Calendars;

/// <summary>Every five minutes: asks again for whatever is due.</summary>
public sealed class SweepCalendarsFunction(CalendarSweep sweep)
{
    [Function("SweepCalendars")]
    public Task SweepCalendars([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => sweep.RunAsync(cancellationToken);
}
