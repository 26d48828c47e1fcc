using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

public sealed class QueueFunctionTests(LocalStorage storage)
{
    private readonly Probe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Polls_its_queue_which_it_makes_itself_and_deletes_what_succeeded()
    {
        await using var host = await storage.HostFor(typeof(Recorder)).With(_probe).StartAsync();
        var queue = QueueOf(host);

        await queue.SendMessageAsync("hello", Cancellation);

        Assert.Equal("hello", await _probe.NextAsync());
        await host.DrainQueuesAsync(Cancellation);
        Assert.Equal(0, await CountAsync(queue));
    }

    [Theory]
    [InlineData(typeof(OfText), "text {\"name\":\"Ada\",\"size\":3}")]
    [InlineData(typeof(OfBytes), "bytes 23")]
    [InlineData(typeof(OfData), "data 23")]
    [InlineData(typeof(OfJson), "json Ada 3")]
    [InlineData(typeof(OfMessage), "message 1 {\"name\":\"Ada\",\"size\":3}")]
    public async Task Binds_the_decoded_message_as_its_parameter_asks(Type functions, string told)
    {
        await using var host = await ByHand(functions).StartAsync();
        await QueueOf(host).SendMessageAsync("""{"name":"Ada","size":3}""", Cancellation);

        await host.DrainQueuesAsync(Cancellation);

        Assert.Equal([told], _probe.Told);
    }

    [Fact]
    public async Task Runs_a_batch_in_parallel()
    {
        await using var host = await ByHand(typeof(Meeting)).StartAsync();
        for (var i = 0; i < 16; i++)
            await QueueOf(host).SendMessageAsync("attend", Cancellation);

        // The sixteenth opens the gate for all, so fewer at a time would wait for ever.
        var handled = await host.PumpQueueOnceAsync(QueueOf(host).Name, Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);

        Assert.Equal((16, 16), (handled, _probe.MostRunning));
    }

    [Fact]
    public async Task Takes_the_next_batch_once_no_more_than_the_threshold_run()
    {
        var options = storage.HostFor(typeof(Meeting))
            .With(_probe) with
        { Queues = new QueueOptions { BatchSize = 2, NewBatchThreshold = 1 } };
        await using var host = await options.StartAsync();
        foreach (var word in new[] { "attend", "pass", "pass", "pass" })
            await QueueOf(host).SendMessageAsync(word, Cancellation);

        for (var i = 0; i < 4; i++)
            await _probe.NextAsync();

        Assert.False(_probe.Gate.Task.IsCompleted);
        _probe.Gate.SetResult();
    }

    [Fact]
    public async Task Waits_for_the_batch_when_the_threshold_is_zero()
    {
        var options = storage.HostFor(typeof(Meeting))
            .With(_probe) with
        { Queues = new QueueOptions { BatchSize = 1, NewBatchThreshold = 0 } };
        await using var host = await options.StartAsync();
        var queue = QueueOf(host);
        // Each run lasts some calls to the same storage, in which a second message could well be taken.
        _probe.Meanwhile = () => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CountAsync(queue)));
        for (var i = 0; i < 5; i++)
            await queue.SendMessageAsync("pass", Cancellation);

        for (var i = 0; i < 5; i++)
            await _probe.NextAsync();

        Assert.Equal(1, _probe.MostRunning);
    }

    [Fact]
    public async Task Reads_the_account_its_connection_names_and_plain_text_where_host_json_says_so()
    {
        var options = ByHand(typeof(Connected)).WithSetting(
            "Data",
            storage.ConnectionString) with
        { StorageConnectionString = LocalStorage.Nowhere, Queues = new QueueOptions { Base64 = false } };
        await using var host = await options.StartAsync();
        await storage.Queue(options.Settings["Queue"]!, QueueMessageEncoding.None)
            .SendMessageAsync("plain", Cancellation);

        await host.DrainQueuesAsync(Cancellation);

        Assert.Equal(["plain"], _probe.Told);
    }

    [Fact]
    public async Task Runs_by_hand_on_a_message_that_is_on_no_queue_and_throws_what_it_threw()
    {
        await using var host = await ByHand(typeof(OfMessage)).StartAsync();

        await host.InvokeAsync(nameof(OfMessage), "by hand", Cancellation);
        await host.InvokeAsync(
            nameof(OfMessage),
            QueuesModelFactory.QueueMessage("id", "receipt", BinaryData.FromString("given"), 4),
            Cancellation);

        Assert.Equal(["message 1 by hand", "message 4 given"], _probe.Told);
        await Assert.ThrowsAsync<ArgumentException>(() => host.InvokeAsync("Nobody", cancellationToken: Cancellation));
    }

    private FunctionHostOptions ByHand(Type functions) =>
        storage.HostFor(functions).With(_probe) with { RunQueues = false };

    private QueueClient QueueOf(FunctionHost host) => storage.Queue(host.Functions.Single().Trigger);

    private static async Task<int> CountAsync(QueueClient queue)
    {
        QueueProperties properties = await queue.GetPropertiesAsync(Cancellation);
        return properties.ApproximateMessagesCount;
    }

    public sealed record Person(string Name, int Size);

    public sealed class Recorder(Probe probe)
    {
        [Function(nameof(Recorder))]
        public void Run([QueueTrigger("%Queue%")] string message) => probe.Tell(message);
    }

    public sealed class Connected(Probe probe)
    {
        [Function(nameof(Connected))]
        public void Run([QueueTrigger("%Queue%", Connection = "Data")] string message) => probe.Tell(message);
    }

    public sealed class OfText(Probe probe)
    {
        [Function(nameof(OfText))]
        public void Run([QueueTrigger("%Queue%")] string message) => probe.Tell($"text {message}");
    }

    public sealed class OfBytes(Probe probe)
    {
        [Function(nameof(OfBytes))]
        public void Run([QueueTrigger("%Queue%")] byte[] message) => probe.Tell($"bytes {message.Length}");
    }

    public sealed class OfData(Probe probe)
    {
        [Function(nameof(OfData))]
        public void Run([QueueTrigger("%Queue%")] BinaryData message) =>
            probe.Tell($"data {message.ToMemory().Length}");
    }

    public sealed class OfJson(Probe probe)
    {
        [Function(nameof(OfJson))]
        public void Run([QueueTrigger("%Queue%")] Person message) => probe.Tell($"json {message.Name} {message.Size}");
    }

    public sealed class OfMessage(Probe probe)
    {
        [Function(nameof(OfMessage))]
        public void Run([QueueTrigger("%Queue%")] QueueMessage message) =>
            probe.Tell($"message {message.DequeueCount} {message.Body}");
    }

    public sealed class Meeting(Probe probe)
    {
        [Function(nameof(Meeting))]
        public async Task Run([QueueTrigger("%Queue%")] string word, CancellationToken cancellation)
        {
            if (probe.Enter() == 16)
                probe.Gate.SetResult();
            probe.Tell(word);
            if (word == "attend")
                await probe.Gate.Task.WaitAsync(cancellation);
            await probe.Meanwhile();
            probe.Leave();
        }
    }
}
