using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars;

/// <summary>
/// Whether Graph answers and the calendar is followed, told by the last pull rather than by a request of its own: anybody may ask for
/// health, and Graph counts requests.
/// </summary>
public sealed class CalendarHealth(PullStateStore pulls, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var state = await pulls.ReadAsync(cancellationToken);
            if (state.Pending.Count > 0)
                return HealthCheckResult.Degraded($"{state.Pending.Count} activities were deleted in Outlook at once; none is cancelled before POST /api/calendar/confirm-cancellations (or restore-cancellations).");
            if (state.Fault is not null)
                return HealthCheckResult.Degraded(state.Fault);
            if (state.PulledAt is not { } at)
                return HealthCheckResult.Healthy("The calendar has not been followed yet.");
            var age = time.GetUtcNow() - at;
            return age > CalendarPull.Patience
                ? HealthCheckResult.Degraded($"The calendar was last followed {(int)age.TotalMinutes} minutes ago: Microsoft Graph does not answer, or the timer does not run.")
                : HealthCheckResult.Healthy($"Graph answered {(int)Math.Max(0, age.TotalSeconds)} s ago.");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("How far the calendar was followed cannot be read.");
        }
    }
}
