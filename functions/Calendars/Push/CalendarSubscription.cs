using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Push;

/// <summary>
/// Graph's promise to tell of changes: it lapses after a week at most, and can be taken away. Without it changes are found five
/// minutes later, by the timer.
/// </summary>
public sealed partial class CalendarSubscription(
    ProgrammeGraph graph, SubscriptionStore store, ClientState clientState, IOptions<ProgrammeOptions> programme, TimeProvider time, ILogger<CalendarSubscription> logger)
{
    public const string NotificationRoute = "api/graph/notifications";
    public const string LifecycleRoute = "api/graph/lifecycle";

    // Graph allows 10,080 minutes; a little less, for its clock is not ours.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10_080) - TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(3);

    private string NotificationUrl => $"{programme.Value.BaseUrl.TrimEnd('/')}/{NotificationRoute}";

    /// <summary>Makes a subscription where the app knows of none that is alive: one look into the app's own state otherwise.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        if (state.Id is null || state.ExpiresAt <= time.GetUtcNow())
            await RecordAsync(() => CreateAsync(cancellationToken), state, cancellationToken);
    }

    /// <summary>Prolongs it before it lapses; one that Graph does not know any more is made anew.</summary>
    public async Task RenewAsync(bool atOnce, CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        if (!atOnce && state.Fault is null && state.ExpiresAt - time.GetUtcNow() > RenewBefore)
            return;
        await RecordAsync(() => state.Id is { } id ? ProlongAsync(id, cancellationToken) : CreateAsync(cancellationToken), state, cancellationToken);
    }

    /// <summary>Graph says that it took it away.</summary>
    public async Task RecreateAsync(CancellationToken cancellationToken) =>
        await RecordAsync(() => CreateAsync(cancellationToken), await store.ReadAsync(cancellationToken), cancellationToken);

    private async Task RecordAsync(Func<Task<Subscription>> act, SubscriptionState before, CancellationToken cancellationToken)
    {
        var (subscription, fault) = await GraphFault.CatchAsync(act, cancellationToken);
        if (fault is not null)
            Log.Failed(logger, fault.Code);
        await store.SaveAsync(
            fault is null
                ? new SubscriptionState(subscription!.Id, subscription.ExpirationDateTime)
                : before with { Fault = $"Graph takes no subscription: {(fault.Code.Length > 0 ? fault.Code : fault.Message)}" },
            cancellationToken);
    }

    private async Task<Subscription> ProlongAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await graph.Client.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = time.GetUtcNow() + Life }, cancellationToken: cancellationToken))!;
        }
        catch (Microsoft.Graph.Models.ODataErrors.ODataError gone) when (gone.ResponseStatusCode is 404 or 410)
        {
            return await CreateAsync(cancellationToken);
        }
    }

    /// <summary>One whose creation was never answered is found again by its address; a second one would tell everything twice.</summary>
    private async Task<Subscription> CreateAsync(CancellationToken cancellationToken)
    {
        var there = await graph.Client.Subscriptions.GetAsync(cancellationToken: cancellationToken);
        if (there?.Value?.Find(subscription => subscription.NotificationUrl == NotificationUrl && subscription.ExpirationDateTime > time.GetUtcNow()) is { Id: { } id })
            return (await graph.Client.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = time.GetUtcNow() + Life }, cancellationToken: cancellationToken))!;
        return (await graph.Client.Subscriptions.PostAsync(
            new Subscription
            {
                ChangeType = "created,updated,deleted",
                Resource = $"users/{graph.MailboxAddress}/events",
                NotificationUrl = NotificationUrl,
                LifecycleNotificationUrl = $"{programme.Value.BaseUrl.TrimEnd('/')}/{LifecycleRoute}",
                ExpirationDateTime = time.GetUtcNow() + Life,
                ClientState = clientState.Value,
            },
            cancellationToken: cancellationToken))!;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "SubscriptionFailed", Message = "Graph takes no subscription to the calendar ({Code}); the timer finds changes instead")]
        public static partial void Failed(ILogger logger, string code);
    }
}
