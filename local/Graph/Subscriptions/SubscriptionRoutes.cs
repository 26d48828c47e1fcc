using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Subscriptions;

/// <summary><c>/subscriptions</c>: made after both addresses have answered, renewed by PATCH, gone when they expire.</summary>
internal sealed class SubscriptionRoutes(Exchange exchange, Notifier notifier)
{
    public void Map(RouteTable table, ExchangeRoutes routes)
    {
        table.Map("POST", "/subscriptions", CreateAsync);
        table.Map("PATCH", "/subscriptions/{id}", ChangeAsync);
        routes.Map("GET", "/subscriptions", List);
        routes.Map("GET", "/subscriptions/{id}", call => One(call, Find(call) with { ClientState = null }, 200));
        routes.Map("DELETE", "/subscriptions/{id}", Delete);
        routes.Map("POST", "/subscriptions/{id}/reauthorize", Reauthorize);
    }

    private async ValueTask<GraphAnswer> CreateAsync(GraphCall call, CancellationToken cancellation)
    {
        var sent = call.JsonBody("subscription");
        Subscription wanted;
        lock (exchange.Gate)
        {
            wanted = Read(call, sent);
            CheckUnique(wanted);
        }

        await notifier.ValidateAsync(wanted.NotificationUrl, cancellation);
        if (wanted.LifecycleNotificationUrl is { } lifecycle)
            await notifier.ValidateAsync(lifecycle, cancellation);

        lock (exchange.Gate)
        {
            CheckUnique(wanted);
            exchange.Subscriptions[wanted.Id] = wanted;
            exchange.Dirty = true;
            return One(call, wanted, 201);
        }
    }

    private void CheckUnique(Subscription wanted)
    {
        if (!exchange.Modes.DuplicateSubscriptions
            || exchange.LiveSubscriptions().FirstOrDefault(wanted.IsLike) is not { } other)
            return;
        throw new GraphErrorException(
            409,
            "ExtensionError",
            "Operation: Create; Exception: [Status Code: Conflict; "
                + $"Reason: Subscription Id {other.Id} already exists for the requested combination]");
    }

    private Subscription Read(GraphCall call, JsonObject sent)
    {
        var resource = SubscriptionRules.Required(sent, "resource");
        if (sent["includeResourceData"].Flag() == true)
            throw GraphErrorException.NotModelled("notifications with resource data");
        return new Subscription
        {
            Id = DerivedIds.Guid($"subscription {exchange.Stamp} {exchange.NextNumber()}"),
            Mailbox = exchange.Mailbox(SubscriptionRules.UserOf(resource)).Id,
            Resource = resource,
            ChangeType = SubscriptionRules.ChangeType(SubscriptionRules.Required(sent, "changeType")),
            NotificationUrl = SubscriptionRules.Url(SubscriptionRules.Required(sent, "notificationUrl")),
            LifecycleNotificationUrl = sent["lifecycleNotificationUrl"].Text() is { } url
                ? SubscriptionRules.Url(url)
                : null,
            ClientState = SubscriptionRules.ClientState(sent),
            Expires = SubscriptionRules.Expiry(SubscriptionRules.Required(sent, "expirationDateTime"), exchange.Now),
            ImmutableIds = Preferences.From(call).ImmutableIds,
        };
    }

    private async ValueTask<GraphAnswer> ChangeAsync(GraphCall call, CancellationToken cancellation)
    {
        var sent = call.JsonBody("subscription");
        if (sent.ContainsKey("lifecycleNotificationUrl"))
            throw SubscriptionRules.Invalid(
                "The lifecycleNotificationUrl can only be set when the subscription is created.");
        lock (exchange.Gate)
            Find(call);

        var newUrl = sent["notificationUrl"].Text() is { } given ? SubscriptionRules.Url(given) : null;
        if (newUrl is not null)
            await notifier.ValidateAsync(newUrl, cancellation);

        lock (exchange.Gate)
        {
            var current = Find(call);
            var changed = current with
            {
                NotificationUrl = newUrl ?? current.NotificationUrl,
                ClientState = sent.ContainsKey("clientState")
                    ? SubscriptionRules.ClientState(sent)
                    : current.ClientState,
                Expires = sent["expirationDateTime"].Text() is { } expires
                    ? SubscriptionRules.Expiry(expires, exchange.Now)
                    : current.Expires,
            };
            exchange.Subscriptions[changed.Id] = changed;
            exchange.Dirty = true;
            return One(call, changed with { ClientState = null }, 200);
        }
    }

    /// <summary>
    /// What is kept secret with the subscriber, the client state, is told in notifications and not to who reads.
    /// </summary>
    private GraphAnswer List(GraphCall call)
    {
        var found = exchange.LiveSubscriptions()
            .Select(subscription => (subscription with { ClientState = null }).Render());
        return ODataQuery.From(call, "subscription")
            .Page(call, found, item => name => item[name], item => item, "subscriptions");
    }

    private GraphAnswer Delete(GraphCall call)
    {
        exchange.Subscriptions.Remove(Find(call).Id);
        exchange.Dirty = true;
        return new GraphAnswer(204);
    }

    private GraphAnswer Reauthorize(GraphCall call)
    {
        Find(call);
        return new GraphAnswer(204);
    }

    private Subscription Find(GraphCall call) =>
        exchange.LiveSubscriptions()
            .FirstOrDefault(
                subscription => subscription.Id.ToString().Equals(call.Values["id"], StringComparison.OrdinalIgnoreCase))
        ?? throw new GraphErrorException(404, "ResourceNotFound", "The object was not found.");

    private static GraphAnswer One(GraphCall call, Subscription subscription, int status)
    {
        var document = subscription.Render();
        document.Insert(0, "@odata.context", $"{call.Base}/$metadata#subscriptions/$entity");
        return new GraphAnswer(status, document);
    }
}
