using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Host;

public sealed partial class HostTelemetryTests(LocalStorage storage) : IDisposable
{
    private readonly RecordedLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Has_a_span_for_each_invocation_that_says_whether_it_failed()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Pathway.LocalHost",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await Options().StartAsync();

        await host.SendAsync("GET", "/greetsomebody");
        await host.SendAsync("GET", "/failatgreeting");
        await host.InvokeAsync("FailAtWork", "message", Cancellation).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(
            [("FailAtGreeting", ActivityKind.Internal, ActivityStatusCode.Error), ("FailAtWork", ActivityKind.Consumer, ActivityStatusCode.Error), ("GreetSomebody", ActivityKind.Internal, ActivityStatusCode.Unset)],
            spans.Where(span => Sample.Names.Contains(span.OperationName)).Select(span => (span.OperationName, span.Kind, span.Status)).OrderBy(span => span.OperationName, StringComparer.Ordinal));
        Assert.All(spans, span => Assert.Null(span.StatusDescription));
    }

    [Fact]
    public async Task Says_in_each_line_of_a_function_which_one_it_is()
    {
        await using var host = await Options().StartAsync();

        await host.SendAsync("GET", "/greetsomebody");

        Assert.Contains(
            _log.Lines,
            line => line.Contains("greeting", StringComparison.Ordinal) && line.Contains("[function GreetSomebody]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Never_logs_a_body_a_query_string_or_a_header()
    {
        var options = Options() with
        {
            Queues = new QueueOptions { VisibilityTimeout = TimeSpan.Zero },
            ConfigureLogging = logging => logging.AddProvider(_log)
                .SetMinimumLevel(LogLevel.Trace)
                .AddFilter("Microsoft.AspNetCore", LogLevel.Trace),
        };
        await using var host = await options.StartAsync();
        var queue = storage.Queue(host.Functions.Single(function => function.Kind == TriggerKind.Queue).Trigger);
        await queue.SendMessageAsync("{secret", Cancellation);
        await storage.Queue(queue.Name, Azure.Storage.Queues.QueueMessageEncoding.None)
            .SendMessageAsync("secret!", Cancellation);

        await host.SendAsync("GET", "/greetsomebody?name=secret", key: "secret");
        await host.SendAsync("GET", "/failatgreeting?code=secret", key: "secret", body: new StringContent("secret"));
        await host.SendAsync("POST", "/admin/functions/FailAtWork?code=local", body: new StringContent("""{"input":"secret"}"""));
        await host.DrainQueuesAsync(Cancellation);
        await host.StopAsync();

        Assert.Contains(_log.From(LogLevel.Error), line => line.Contains("FailAtWork", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.Contains("is not base64", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private FunctionHostOptions Options() => storage.HostFor(typeof(Sample)).With(_log) with { RunQueues = false };

    public sealed record Work(string Title);

    public sealed partial class Sample(ILogger<Sample> logger)
    {
        public static readonly string[] Names = ["GreetSomebody", "FailAtGreeting", "FailAtWork"];

        [Function("GreetSomebody")]
        public string Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            Greeting(logger);
            return "hello";
        }

        [Function("FailAtGreeting")]
        public static string Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            throw new InvalidOperationException("on purpose");

        [Function("FailAtWork")]
        public static void Work([QueueTrigger("%Queue%")] Work work) =>
            throw new InvalidOperationException($"on purpose {work.Title.Length}");

        [LoggerMessage(1, LogLevel.Information, "greeting")]
        private static partial void Greeting(ILogger logger);
    }
}
