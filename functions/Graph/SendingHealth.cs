using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>How many people the mailbox wrote to in the last day, and when it may go on if it has to wait.</summary>
public sealed class SendingHealth(SendingBudget budget, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var (sent, now) = (await budget.ReadAsync(cancellationToken), time.GetUtcNow());
            var most = budget.PeopleADay > 0 ? $" of {budget.PeopleADay}" : "";
            var words = FormattableString.Invariant(
                $"The mailbox wrote to {sent.People(now):N0}{most} people in 24 hours.");
            return sent.WaitsUntil is { } until && until > now
                ? HealthCheckResult.Degraded(FormattableString.Invariant(
                    $"{words} It has reached its limit; what waits goes on from {until:yyyy-MM-dd HH:mm} UTC by itself. Nothing is to be done."))
                : HealthCheckResult.Healthy(words);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("What the mailbox has sent cannot be read.");
        }
    }
}
