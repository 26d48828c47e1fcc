using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Calendars;
using Pathway.Functions.Calendars.Feed;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Tests.Calendars;

public sealed class CalendarTriggerTests
{
    [Theory]
    [InlineData(typeof(SweepCalendarsFunction), "SweepCalendars", "0 */5 * * * *")]
    [InlineData(typeof(PullCalendarFunction), "PullCalendarOnTimer", "30 */5 * * * *")]
    [InlineData(typeof(RenewSubscriptionsFunction), "RenewSubscriptions", "0 15 */6 * * *")]
    public void Runs_by_the_clock(Type type, string function, string schedule) =>
        Assert.Equal(schedule, Trigger<TimerTriggerAttribute>(type, function).Schedule);

    [Theory]
    [InlineData(typeof(SyncActivityFunction), "SyncActivity", "%CalendarSyncQueue%")]
    [InlineData(typeof(PullCalendarFunction), "PullCalendar", "%CalendarPullQueue%")]
    public void Takes_from_its_queue(Type type, string function, string queue)
    {
        var trigger = Trigger<QueueTriggerAttribute>(type, function);

        Assert.Equal((queue, StorageOptions.Connection), (trigger.QueueName, trigger.Connection));
    }

    [Theory]
    [InlineData(typeof(GraphNotificationsFunction), "GraphNotifications", "post", "api/graph/notifications")]
    [InlineData(typeof(GraphNotificationsFunction), "GraphLifecycle", "post", "api/graph/lifecycle")]
    [InlineData(
        typeof(ConfirmCancellationsFunction), "ConfirmCancellations", "post", "api/calendar/confirm-cancellations")]
    [InlineData(typeof(ReadInvitationsFunction), "ReadInvitations", "get", "api/activities/{id}/invitations")]
    [InlineData(typeof(ServeFeedFunction), "ServeFeed", "get,head", "calendars/{college}.ics")]
    public void Answers_at_its_address_without_a_key(Type type, string function, string method, string route)
    {
        var trigger = Trigger<HttpTriggerAttribute>(type, function);

        Assert.Equal((AuthorizationLevel.Anonymous, route), (trigger.AuthLevel, trigger.Route));
        Assert.Equal(method.Split(','), trigger.Methods!);
    }

    private static T Trigger<T>(Type type, string function)
        where T : Attribute =>
            type.GetMethods().Single(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == function)
        .GetParameters().Select(parameter => parameter.GetCustomAttribute<T>()).OfType<T>().Single();
}
