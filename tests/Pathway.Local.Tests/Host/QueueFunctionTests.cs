using System.Collections.Concurrent;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

public sealed class QueueFunctionTests(LocalStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_a_message_and_deletes_it()
    {
        var seen = new Seen();
        await using var host = await FunctionHost.StartAsync(With(seen, storage.HostFor(typeof(Recorder)) with { RunQueues = false }), Cancellation);
        var queue = storage.Queue(host.Functions.Single().Trigger);
        await queue.SendMessageAsync("hello", Cancellation);

        await host.DrainQueuesAsync(Cancellation);

        Assert.Equal(["hello"], seen.Messages);
        QueueProperties left = await queue.GetPropertiesAsync(Cancellation);
        Assert.Equal(0, left.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Polls_without_being_asked()
    {
        var seen = new Seen();
        await using var host = await FunctionHost.StartAsync(With(seen, storage.HostFor(typeof(Recorder))), Cancellation);

        await storage.Queue(host.Functions.Single().Trigger).SendMessageAsync("hello", Cancellation);

        Assert.Equal("hello", await seen.NextAsync(Cancellation));
    }

    private static FunctionHostOptions With(Seen seen, FunctionHostOptions options)
        => options with { ConfigureServices = (services, _) => services.AddSingleton(seen) };

    public sealed class Seen
    {
        private readonly System.Threading.Channels.Channel<string> _messages = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public ConcurrentQueue<string> Messages { get; } = new();

        public void Add(string message)
        {
            Messages.Enqueue(message);
            _messages.Writer.TryWrite(message);
        }

        public async Task<string> NextAsync(CancellationToken cancellation) => await _messages.Reader.ReadAsync(cancellation);
    }

    public sealed class Recorder(Seen seen)
    {
        [Function("Record")]
        public void Record([QueueTrigger("%Queue%")] string message) => seen.Add(message);
    }
}
