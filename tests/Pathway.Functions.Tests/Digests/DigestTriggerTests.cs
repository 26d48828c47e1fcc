using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Attendance;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Tests.Digests;

public sealed class DigestTriggerTests
{
    [Fact]
    public void The_digests_timer_runs_every_quarter_of_an_hour() =>
        Assert.Equal(
            "0 */15 * * * *", Trigger<TimerTriggerAttribute>(typeof(SendDigestsFunction), "SendDigests").Schedule);

    [Fact]
    public void Digests_are_delivered_from_their_queue_on_the_data_account()
    {
        var trigger = Trigger<QueueTriggerAttribute>(typeof(SendDigestsFunction), "DeliverDigest");

        Assert.Equal(("%DigestsQueue%", StorageOptions.Connection), (trigger.QueueName, trigger.Connection));
    }

    [Fact]
    public void Attendance_is_collected_twice_an_hour() =>
        Assert.Equal(
            "0 7/30 * * * *",
            Trigger<TimerTriggerAttribute>(typeof(CollectAttendanceFunction), "CollectAttendance").Schedule);

    private static TTrigger Trigger<TTrigger>(Type type, string function)
        where TTrigger : Attribute =>
        type.GetMethods()
            .Single(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == function)
            .GetParameters()[0]
            .GetCustomAttribute<TTrigger>()!;
}
