using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Calendars.Push;

/// <summary>
/// Graph's promise to tell of changes, one for each mailbox: it lapses after a week at most, and can be taken away. Without
/// it changes are found five minutes later, by the timer.
/// </summary>
public sealed partial class CalendarSubscription(
    ProgrammeGraph graph,
    FollowedMailboxes followed,
    SubscriptionStore store,
    ClientState clientState,
    IOptions<ProgrammeOptions> programme,
    IOptions<GraphOptions> options,
    TimeProvider time,
    ILogger<CalendarSubscription> logger)
{
    public const string NotificationRoute = "api/graph/notifications";
    public const string LifecycleRoute = "api/graph/lifecycle";

    // Graph allows 10,080 minutes; a little less, for its clock is not ours.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10_080) - TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(3);

    private string NotificationUrl => $"{programme.Value.BaseUrl.TrimEnd('/')}/{NotificationRoute}";

    /// <summary>
    /// Makes a subscription where the app knows of none that is alive: one look into the app's own state otherwise.
    /// </summary>
    public async Task EnsureAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(mailbox, cancellationToken);
        if (state.Id is null || state.ExpiresAt <= time.GetUtcNow() || state.Terms != Terms(mailbox))
            await RecordAsync(mailbox, () => CreateAsync(mailbox, state, cancellationToken), state, cancellationToken);
    }

    /// <summary>For every mailbox that is followed.</summary>
    public Task RenewAsync(bool atOnce, CancellationToken cancellationToken) =>
        followed.EachAsync((mailbox, token) => RenewAsync(mailbox, atOnce, token), cancellationToken);

    /// <summary>
    /// Prolongs it before it lapses; one that Graph does not know any more, or that was made for other terms, is made anew.
    /// </summary>
    public async Task RenewAsync(Mailbox mailbox, bool atOnce, CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(mailbox, cancellationToken);
        var isSame = state.Terms == Terms(mailbox);
        if (!atOnce && isSame && state.Fault is null && state.ExpiresAt - time.GetUtcNow() > RenewBefore)
            return;
        await RecordAsync(
            mailbox,
            () => state.Id is { } id && isSame
                ? ProlongAsync(mailbox, id, state, cancellationToken)
                : CreateAsync(mailbox, state, cancellationToken),
            state,
            cancellationToken);
    }

    /// <summary>Graph says that it took it away.</summary>
    public async Task RecreateAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(mailbox, cancellationToken);
        await RecordAsync(mailbox, () => CreateAsync(mailbox, state, cancellationToken), state, cancellationToken);
    }

    /// <summary>Nothing is to be heard of the mailbox any more. Where Graph does not end it, it lapses within the week.</summary>
    public async Task EndAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        if ((await store.ReadAsync(mailbox, cancellationToken)).Id is { } id)
        {
            var (_, fault) = await GraphFault.CatchAsync(
                async () =>
                {
                    await DeleteAsync(id, cancellationToken);
                    return true;
                },
                cancellationToken);
            if (fault is not null)
                Log.Failed(logger, fault.Code);
        }

        await store.ForgetAsync(mailbox, cancellationToken);
    }

    private static string Resource(Mailbox mailbox) => $"users/{mailbox.Address}/events";

    /// <summary>
    /// What a subscription was made with: another address or root key makes it worthless, and Graph does not show the latter.
    /// </summary>
    private string Terms(Mailbox mailbox) => clientState.MarkOf(mailbox, NotificationUrl);

    private async Task RecordAsync(
        Mailbox mailbox, Func<Task<Subscription>> act, SubscriptionState before, CancellationToken cancellationToken)
    {
        var (subscription, fault) = await GraphFault.CatchAsync(act, cancellationToken);
        if (fault is not null)
            Log.Failed(logger, fault.Code);
        await store.SaveAsync(
            mailbox,
            fault is null
                ? new SubscriptionState(subscription!.Id, subscription.ExpirationDateTime, Terms: Terms(mailbox))
                : before with { Fault = $"Graph takes no subscription: {(fault.Code.Length > 0 ? fault.Code : fault.Message)}" },
            cancellationToken);
    }

    private async Task<Subscription> ProlongAsync(
        Mailbox mailbox, string id, SubscriptionState state, CancellationToken cancellationToken)
    {
        var (prolonged, fault) = await GraphFault.CatchAsync(
            () => ProlongAsync(id, cancellationToken), cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
        return prolonged ?? await CreateAsync(mailbox, state, cancellationToken);
    }

    private async Task<Subscription> ProlongAsync(string id, CancellationToken cancellationToken) =>
        (await graph.Client.Subscriptions[id].PatchAsync(
        new Subscription { ExpirationDateTime = time.GetUtcNow() + Life }, cancellationToken: cancellationToken))!;

    /// <summary>
    /// Exchange takes one for a mailbox's events from an application. One of ours that has the same terms goes on;
    /// any other, such as one whose creation was never answered, is taken away first, for nobody can tell which word
    /// it was made with.
    /// </summary>
    private async Task<Subscription> CreateAsync(
        Mailbox mailbox, SubscriptionState state, CancellationToken cancellationToken)
    {
        foreach (var other in await OursAsync(mailbox, cancellationToken))
        {
            if (other.Id == state.Id && state.Terms == Terms(mailbox) && other.NotificationUrl == NotificationUrl)
                return await ProlongAsync(other.Id!, cancellationToken);
            await DeleteAsync(other.Id!, cancellationToken);
        }

        return (await graph.Client.Subscriptions.PostAsync(
            new Subscription
            {
                ChangeType = "created,updated,deleted",
                Resource = Resource(mailbox),
                NotificationUrl = NotificationUrl,
                LifecycleNotificationUrl = $"{programme.Value.BaseUrl.TrimEnd('/')}/{LifecycleRoute}",
                ExpirationDateTime = time.GetUtcNow() + Life,
                ClientState = clientState.ValueFor(mailbox),
            },
            cancellationToken: cancellationToken))!;
    }

    /// <summary>This application's subscriptions to the mailbox's events, wherever they lead.</summary>
    private async Task<IReadOnlyList<Subscription>> OursAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var subscriptions = graph.Client.Subscriptions;
        var all = await GraphPages.ReadAsync(
            subscriptions.GetAsync(cancellationToken: cancellationToken),
            page => page.Value,
            link => subscriptions.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return [.. all.Where(subscription => subscription.Id is not null && IsOurs(subscription, mailbox))];
    }

    private bool IsOurs(Subscription subscription, Mailbox mailbox)
    {
        var application = options.Value.ClientId;
        return string.Equals(subscription.Resource?.TrimStart('/'), Resource(mailbox), StringComparison.OrdinalIgnoreCase)
            && (string.IsNullOrEmpty(application) || subscription.ApplicationId is null
                || string.Equals(subscription.ApplicationId, application, StringComparison.OrdinalIgnoreCase));
    }

    private async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var (_, fault) = await GraphFault.CatchAsync(
            async () =>
            {
                await graph.Client.Subscriptions[id].DeleteAsync(cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "SubscriptionFailed",
            Message = "Graph takes no subscription to the calendar ({Code}); the timer finds changes instead")]
        public static partial void Failed(ILogger logger, string code);
    }
}
