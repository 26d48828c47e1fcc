using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Subscriptions;

/// <summary>Somebody's wish to be told of changes in a mailbox's events.</summary>
internal sealed record Subscription
{
    public required Guid Id { get; init; }

    public required Guid Mailbox { get; init; }

    /// <summary>As it was asked for.</summary>
    public required string Resource { get; init; }

    /// <summary>Comma-separated: created, updated, deleted.</summary>
    public required string ChangeType { get; init; }

    public required string NotificationUrl { get; init; }

    public string? LifecycleNotificationUrl { get; init; }

    public string? ClientState { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The form of ids in notifications: as the request that subscribed asked.</summary>
    public bool ImmutableIds { get; init; }

    /// <summary>The same resource, however it is written, and the same kinds of change in any order.</summary>
    public bool IsLike(Subscription other) => Mailbox == other.Mailbox && Kinds.SetEquals(other.Kinds);

    public bool Wants(string kind) => Kinds.Contains(kind);

    private HashSet<string> Kinds =>
        new(ChangeType.Split(',', StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);

    public JsonObject Render() => new()
    {
        ["id"] = Id.ToString(),
        ["resource"] = Resource,
        ["applicationId"] = Tenant.ApplicationId,
        ["changeType"] = ChangeType,
        ["clientState"] = ClientState,
        ["notificationUrl"] = NotificationUrl,
        ["notificationQueryOptions"] = null,
        ["lifecycleNotificationUrl"] = LifecycleNotificationUrl,
        ["expirationDateTime"] = Tenant.Moment(Expires),
        ["creatorId"] = Tenant.ApplicationId,
        ["includeResourceData"] = null,
        ["latestSupportedTlsVersion"] = "v1_2",
        ["encryptionCertificate"] = null,
        ["encryptionCertificateId"] = null,
        ["notificationUrlAppId"] = null,
    };
}
