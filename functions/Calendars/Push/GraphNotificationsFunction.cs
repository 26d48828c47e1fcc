using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;

namespace Pathway.Functions.Calendars.Push;

/// <summary>Where Graph posts that something changed, or that something is wrong with the subscription.</summary>
public sealed class GraphNotificationsFunction(GraphNotifications notifications, HttpGuard guard)
{
    [Function("GraphNotifications")]
    public Task<IResult> Notify(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = CalendarSubscription.NotificationRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(
            request, () => notifications.ReceiveAsync(request, GraphNotifications.ReadChange, cancellationToken));

    [Function("GraphLifecycle")]
    public Task<IResult> Lifecycle(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = CalendarSubscription.LifecycleRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(
            request, () => notifications.ReceiveAsync(request, GraphNotifications.ReadLifecycle, cancellationToken));
}
