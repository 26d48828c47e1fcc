using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Host;

public sealed class QueueFailureTests(LocalStorage storage) : IDisposable
{
    private readonly Probe _probe = new();
    private readonly RecordedLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Hides_a_failed_message_for_the_visibility_timeout()
    {
        await using var host = await ByHand(typeof(Failing)).StartAsync();
        var queue = storage.Queue(QueueName(host));
        await queue.SendMessageAsync("bad", Cancellation);

        await host.DrainQueuesAsync(Cancellation);

        Assert.Equal(["bad 1"], _probe.Told);
        Assert.Equal(1, await CountAsync(queue));
        Assert.Empty((await queue.ReceiveMessagesAsync(cancellationToken: Cancellation)).Value);
    }

    [Fact]
    public async Task Moves_a_message_to_the_poison_queue_at_its_last_failure_and_not_before()
    {
        await using var host = await Impatient(typeof(Failing)).StartAsync();
        var (queue, poison) = (storage.Queue(QueueName(host)), storage.Queue($"{QueueName(host)}-poison"));
        SendReceipt sent = await queue.SendMessageAsync("bad", Cancellation);

        for (var i = 0; i < 5; i++)
            Assert.Equal(1, await host.PumpQueueOnceAsync(queue.Name, Cancellation));

        Assert.Equal(["bad 1", "bad 2", "bad 3", "bad 4", "bad 5"], _probe.Told);
        Assert.Equal(0, await CountAsync(queue));
        QueueMessage moved = await poison.ReceiveMessageAsync(cancellationToken: Cancellation);
        Assert.Equal("bad", moved.Body.ToString());
        Assert.NotEqual(sent.MessageId, moved.MessageId);
    }

    [Fact]
    public async Task Poisons_a_message_that_is_not_base64_at_once_and_as_it_is()
    {
        await using var host = await ByHand(typeof(Failing)).StartAsync();
        await storage.Queue(QueueName(host), QueueMessageEncoding.None).SendMessageAsync("not base64!", Cancellation);

        await host.DrainQueuesAsync(Cancellation);

        Assert.Empty(_probe.Told);
        QueueMessage moved = await storage.Queue($"{QueueName(host)}-poison", QueueMessageEncoding.None)
            .ReceiveMessageAsync(cancellationToken: Cancellation);
        Assert.Equal("not base64!", moved.Body.ToString());
    }

    [Fact]
    public async Task Poisons_without_running_it_a_message_whose_last_try_never_ended()
    {
        await using var host = await ByHand(typeof(Failing)).StartAsync();
        var queue = storage.Queue(QueueName(host));
        await queue.SendMessageAsync("deadly", Cancellation);
        for (var i = 0; i < 5; i++)
        {
            QueueMessage taken = await queue.ReceiveMessageAsync(cancellationToken: Cancellation);
            await queue.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, cancellationToken: Cancellation);
        }

        await host.DrainQueuesAsync(Cancellation);

        Assert.Empty(_probe.Told);
        Assert.Equal(1, await CountAsync(storage.Queue($"{QueueName(host)}-poison")));
    }

    [Fact]
    public async Task Leaves_what_fails_on_a_poison_queue_hidden_instead_of_poisoning_it_again()
    {
        await using var host = await Impatient(typeof(FailingPoison)).StartAsync();
        var queue = storage.Queue(QueueName(host));
        await queue.SendMessageAsync("bad", Cancellation);

        await host.DrainQueuesAsync(Cancellation);

        Assert.Equal(["bad 1"], _probe.Told);
        Assert.Equal(1, await CountAsync(queue));
        Assert.False((await storage.Queue($"{QueueName(host)}-poison").ExistsAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task Renews_a_long_run_s_lease_at_half_life_and_settles_with_the_newest_receipt()
    {
        var start = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var clock = new WatchedTime(start);
        await using var host = await (ByHand(typeof(Waiting)) with { TimeProvider = clock }).StartAsync();
        var queue = storage.Queue(QueueName(host));
        await queue.SendMessageAsync("long", Cancellation);

        var run = host.PumpQueueOnceAsync(queue.Name, Cancellation);
        await _probe.NextAsync();
        foreach (var minutes in new[] { 5, 10, 15 })
        {
            await clock.WhenAwaited(start.AddMinutes(minutes))
                .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);
            clock.SetUtcNow(start.AddMinutes(minutes));
        }

        await clock.WhenAwaited(start.AddMinutes(20))
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);
        _probe.Gate.SetResult();
        await run;

        Assert.Equal(0, await CountAsync(queue));
        Assert.Empty(_log.From(LogLevel.Warning));
    }

    [Fact(Timeout = 60_000)]
    public async Task Leaves_a_message_to_whom_it_lost_the_lease_to()
    {
        // The clock stands still, so nothing renews the second that the lease lasts.
        var options = ByHand(typeof(Waiting)) with
        {
            TimeProvider = new FakeTimeProvider(DateTimeOffset.UnixEpoch),
            Queues = new QueueOptions { LeaseDuration = TimeSpan.FromSeconds(1) },
        };
        await using var host = await options.StartAsync();
        var queue = storage.Queue(QueueName(host));
        await queue.SendMessageAsync("slow", Cancellation);

        var run = host.PumpQueueOnceAsync(queue.Name, Cancellation);
        await _probe.NextAsync();
        QueueMessage[] taken = [];
        while (taken.Length == 0)
            taken = await queue.ReceiveMessagesAsync(
                maxMessages: 1, visibilityTimeout: TimeSpan.FromMinutes(1), Cancellation);
        _probe.Gate.SetResult();
        await run;

        Assert.Contains(_log.Lines, line => line.Contains("was lost", StringComparison.Ordinal));
        await queue.DeleteMessageAsync(taken[0].MessageId, taken[0].PopReceipt, Cancellation);
    }

    private FunctionHostOptions ByHand(Type functions) =>
        storage.HostFor(functions).With(_probe).With(_log) with { RunQueues = false };

    private FunctionHostOptions Impatient(Type functions) =>
        ByHand(functions) with { Queues = new QueueOptions { VisibilityTimeout = TimeSpan.Zero } };

    private static string QueueName(FunctionHost host) => host.Functions.Single().Trigger;

    private static async Task<int> CountAsync(QueueClient queue)
    {
        QueueProperties properties = await queue.GetPropertiesAsync(Cancellation);
        return properties.ApproximateMessagesCount;
    }

    public sealed class Failing(Probe probe)
    {
        [Function(nameof(Failing))]
        public void Run([QueueTrigger("%Queue%")] QueueMessage message)
        {
            probe.Tell($"{message.Body} {message.DequeueCount}");
            throw new InvalidOperationException("on purpose");
        }
    }

    public sealed class FailingPoison(Probe probe)
    {
        [Function(nameof(FailingPoison))]
        public void Run([QueueTrigger("%Queue%-poison")] QueueMessage message)
        {
            probe.Tell($"{message.Body} {message.DequeueCount}");
            throw new InvalidOperationException("on purpose");
        }
    }

    public sealed class Waiting(Probe probe)
    {
        [Function(nameof(Waiting))]
        public async Task Run([QueueTrigger("%Queue%")] string message)
        {
            probe.Tell(message);
            await probe.Gate.Task;
        }
    }
}
