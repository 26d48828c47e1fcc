using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Calendars.Push;

/// <summary>Prolongs each mailbox's subscription before it lapses.</summary>
public sealed class RenewSubscriptionsFunction(CalendarSubscription subscription)
{
    [Function(nameof(RenewSubscriptions))]
    public Task RenewSubscriptions(
        [TimerTrigger("0 15 */6 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        subscription.RenewAsync(atOnce: false, cancellationToken);
}
