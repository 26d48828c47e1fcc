using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Pathway.Local.Tests.Host.Oracle;

/// <summary>
/// The same messages through our listener and through the genuine one,
/// Microsoft.Azure.WebJobs.Extensions.Storage.Queues, on the same Azurite: what the functions saw and what the
/// storage was asked, in its order.
/// </summary>
public sealed class QueueOracleTests(LocalStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_message_that_succeeds_is_deleted() =>
        ExpectAsync(["run good, try 1", "deleted from queue"], ["Z29vZA=="], "deleted from queue");

    [Fact]
    public Task A_message_that_fails_is_hidden_for_the_visibility_timeout() =>
        ExpectAsync(
            ["run bad, try 1", "hidden for 7 s"],
            ["YmFk"],
            "hidden",
            new QueueRules { VisibilityTimeout = TimeSpan.FromSeconds(7) });

    [Fact]
    public Task The_last_failure_moves_the_message_to_the_poison_queue() =>
        ExpectAsync(
            ["run bad, try 1", "hidden for 0 s", "run bad, try 2", "hidden for 0 s", "run bad, try 3", "put on poison queue: YmFk", "deleted from queue"],
            ["YmFk"],
            "deleted from queue");

    [Fact]
    public Task A_message_of_one_try_is_never_hidden() =>
        ExpectAsync(
            ["run bad, try 1", "put on poison queue: YmFk", "deleted from queue"],
            ["YmFk"],
            "deleted from queue",
            new QueueRules { MaxDequeueCount = 1 });

    [Fact]
    public Task What_is_not_base64_goes_to_the_poison_queue_as_it_is_and_is_never_run() =>
        ExpectAsync(["put on poison queue: not base64!", "deleted from queue"], ["not base64!"], "deleted from queue");

    [Fact]
    public Task Base64_with_white_space_is_read_and_poisoned_without_it() =>
        ExpectAsync(
            ["run bad, try 1", "put on poison queue: YmFk", "deleted from queue"], ["Ym Fk"], "deleted from queue", new QueueRules { MaxDequeueCount = 1 });

    [Fact]
    public Task A_message_whose_last_try_never_ended_is_not_run_again() =>
        ExpectAsync(["put on poison queue: YmFk", "deleted from queue"], ["YmFk"], "deleted from queue", tries: 3);

    [Fact]
    public Task A_failure_on_a_poison_queue_leaves_the_message_hidden() =>
        ExpectAsync(
            ["run bad, try 1", "run good, try 1", "deleted from poison queue"],
            ["YmFk", "Z29vZA=="],
            "deleted from poison queue",
            new QueueRules { BatchSize = 1, NewBatchThreshold = 0, MaxDequeueCount = 1 },
            suffix: "-poison");

    [Fact]
    public Task A_message_of_a_poison_queue_is_run_however_often_it_failed() =>
        ExpectAsync(
            ["run bad, try 4", "run good, try 1", "deleted from poison queue"],
            ["YmFk", "Z29vZA=="],
            "deleted from poison queue",
            new QueueRules { BatchSize = 1, NewBatchThreshold = 0 },
            suffix: "-poison",
            tries: 3);

    [Fact]
    public Task Messages_are_asked_for_a_batch_at_a_time_and_for_ten_minutes() =>
        ExpectAsync(["asked for 5 for 600 s"], ["Z29vZA=="], "asked", new QueueRules { BatchSize = 5 }, requests: true);

    [Theory]
    [InlineData(4, 0, 0, 4)]
    [InlineData(4, 2, 2, 6)]
    [InlineData(1, 0, 0, 1)]
    public async Task A_batch_runs_in_parallel_and_the_next_is_taken_at_the_threshold(
        int batch, int threshold, int quick, int running)
    {
        var rules = new QueueRules { BatchSize = batch, NewBatchThreshold = threshold };

        foreach (var (name, start) in Listeners())
        {
            await using var wire = await QueueWire.StartAsync(storage.ConnectionString);
            var queue = await NewQueueAsync("");
            foreach (var body in Enumerable.Repeat("quick", quick).Concat(Enumerable.Repeat("slow", 8)))
                await queue.SendMessageAsync(
                    Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(body)), Cancellation);
            var probe = new Probe();

            await using var listener = await start(wire.ConnectionString, queue.Name, rules, new QueueWork(async message =>
            {
                if (message.Body.ToString() == "quick")
                    return;
                if (probe.Enter() == running)
                    probe.Gate.TrySetResult();
                await probe.Gate.Task;
                probe.Leave();
            }));
            await wire.UntilAsync("deleted", quick + 8);

            Assert.Equal((name, running), (name, probe.MostRunning));
        }
    }

    private async Task ExpectAsync(
        IReadOnlyList<string> expected, string[] bodies, string until, QueueRules? rules = null, string suffix = "", int tries = 0, bool requests = false)
    {
        foreach (var (name, start) in Listeners())
        {
            await using var wire = await QueueWire.StartAsync(storage.ConnectionString);
            var queue = await NewQueueAsync(suffix);
            await queue.SendMessageAsync(bodies[0], Cancellation);
            for (var i = 0; i < tries; i++)
            {
                QueueMessage taken = await queue.ReceiveMessageAsync(cancellationToken: Cancellation);
                await queue.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, cancellationToken: Cancellation);
            }

            foreach (var body in bodies.Skip(1))
                await queue.SendMessageAsync(body, Cancellation);
            await using var listener = await start(wire.ConnectionString, queue.Name, rules ?? new QueueRules(), new QueueWork(message =>
            {
                wire.Note($"run {message.Body}, try {message.DequeueCount}");
                return message.Body.ToString() == "bad"
                    ? throw new InvalidOperationException("on purpose")
                    : Task.CompletedTask;
            }));
            var seen = await wire.UntilAsync(until);

            var told = string.Join(
                " | ", seen.Where(what => requests || !what.StartsWith("asked", StringComparison.Ordinal)));
            Assert.Equal($"{name}: {string.Join(" | ", expected)}", $"{name}: {told}");
        }
    }

    // The genuine one first: it says what is right.
    private IEnumerable<(string Name, Func<string, string, QueueRules, QueueWork, Task<IAsyncDisposable>> Start)> Listeners() =>
        [("genuine", WebJobsListener.StartAsync), ("ours", (connection, queue, rules, work) => LocalListener.StartAsync(storage, connection, queue, rules, work))];

    private async Task<QueueClient> NewQueueAsync(string suffix)
    {
        var queue = storage.Queue(LocalStorage.NewName("oracle") + suffix, QueueMessageEncoding.None);
        await queue.CreateAsync(cancellationToken: Cancellation);
        return queue;
    }
}
