using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Subscriptions;

/// <summary>Turns changes of events into notifications, and sends the three lifecycle notifications on demand.</summary>
internal sealed class ChangeNotifications(Exchange exchange, Notifier notifier)
{
    public static readonly IReadOnlyList<string> LifecycleEvents =
    [
        "reauthorizationRequired", "subscriptionRemoved", "missed",
    ];

    public void Announce(EventChange change)
    {
        if (exchange.Modes.LoseNotifications)
            return;

        var times = exchange.Modes.DuplicateNotifications ? 3 : 1;
        var wanting = exchange.LiveSubscriptions()
            .Where(subscription => subscription.Mailbox == change.Mailbox.Id && subscription.Wants(change.Kind));
        foreach (var subscription in wanting)
        {
            for (var time = 0; time < times; time++)
                notifier.Send(subscription.NotificationUrl, Render(subscription, change));
        }
    }

    /// <summary>False when there is no such subscription or it named no lifecycle address.</summary>
    public bool Lifecycle(Guid id, string lifecycleEvent)
    {
        var known = exchange.LiveSubscriptions().FirstOrDefault(subscription => subscription.Id == id);
        if (known is not { LifecycleNotificationUrl: { } url } subscription)
            return false;

        if (lifecycleEvent == "subscriptionRemoved")
            exchange.Subscriptions.Remove(id);
        notifier.Send(url, new JsonObject
        {
            ["lifecycleEvent"] = lifecycleEvent,
            ["subscriptionId"] = subscription.Id.ToString(),
            ["subscriptionExpirationDateTime"] = Tenant.Moment(subscription.Expires),
            ["resource"] = subscription.Resource,
            ["clientState"] = subscription.ClientState,
            ["tenantId"] = Tenant.Id,
        });
        return true;
    }

    private JsonObject Render(Subscription subscription, EventChange change)
    {
        var id = exchange.IdOf(change.Mailbox, change.Event, subscription.ImmutableIds);
        var resource = $"Users/{change.Mailbox.Id}/Events/{id}";
        return new JsonObject
        {
            ["subscriptionId"] = subscription.Id.ToString(),
            ["subscriptionExpirationDateTime"] = Tenant.Moment(subscription.Expires),
            ["changeType"] = change.Kind,
            ["resource"] = resource,
            ["resourceData"] = new JsonObject
            {
                ["@odata.type"] = "#Microsoft.Graph.Event",
                ["@odata.id"] = resource,
                ["@odata.etag"] = $"W/\"{exchange.ChangeKey(change.Mailbox, change.Event.Change)}\"",
                ["id"] = id,
            },
            ["clientState"] = subscription.ClientState,
            ["tenantId"] = Tenant.Id,
        };
    }
}
