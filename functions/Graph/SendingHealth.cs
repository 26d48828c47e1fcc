using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>How many people each mailbox wrote to in the last day, and when it may go on if it has to wait.</summary>
public sealed class SendingHealth(SendingBudget budget, Mailboxes mailboxes, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var (words, isWaiting) = (new List<string>(), false);
            foreach (var mailbox in mailboxes.All)
            {
                var (sent, now) = (await budget.ReadAsync(mailbox, cancellationToken), time.GetUtcNow());
                var most = budget.PeopleADay > 0 ? $" of {budget.PeopleADay}" : "";
                var name = mailboxes.All.Count > 1 ? mailbox.Address : "The mailbox";
                words.Add(FormattableString.Invariant($"{name} wrote to {sent.People(now):N0}{most} people in 24 hours."));
                if (sent.WaitsUntil is not { } until || until <= now)
                    continue;
                isWaiting = true;
                words.Add(
                    $"It has reached its limit; what waits goes on from {BritishDates.InFull(until)} by itself. Nothing is to be done.");
            }

            var text = string.Join(' ', words);
            return isWaiting ? HealthCheckResult.Degraded(text) : HealthCheckResult.Healthy(text);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("What the mailboxes have sent cannot be read.");
        }
    }
}
