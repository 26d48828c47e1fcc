using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pathway.Functions;
using Pathway.GraphSimulator;
using Pathway.Local.Demo;
using Pathway.LocalHost;
using Pathway.LocalHost.Http;
using Pathway.LocalHost.Queues;
using Pathway.LocalHost.Timers;
using Pathway.Testing;

namespace Pathway.Local.Tests.Worker;

/// <summary>The product itself in the genuine worker.</summary>
public sealed class PathwayWorkerTests : IAsyncLifetime
{
    private readonly RecordedLog log = new();
    private GraphSimulator.GraphSimulator graph = null!;
    private FunctionHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        graph = await GraphSimulator.GraphSimulator.StartAsync(new GraphSimulatorOptions(), Cancellation);
        var (storage, prefix) = (await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var port = FreePort.Next(); // Known beforehand: Graph calls the app there when it is asked for a subscription.
        var options = new FunctionHostOptions
        {
            StorageConnectionString = storage,
            Port = port,
            HostId = prefix,
            Settings = AppSettings.For(
                storage, graph.Address, new Uri($"http://localhost:{port}"), AppUnderTest.RootKey, prefix),
            DefaultPrincipal = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
            {
                claims = new[] { new { typ = "roles", val = "Programme.Manager" }, new { typ = "preferred_username", val = "manager@digital-health.example.org" } },
            })),
            ConfigureLogging = logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning),
        }.ReadHostJson(Path.Combine(AppContext.BaseDirectory, "host.json"));
        host = await AppWorker.StartAsync(options, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        await graph.DisposeAsync();
        log.Dispose();
    }

    // One test, because the worker of so large an app takes its time to start.
    [Fact]
    public async Task Is_what_its_attributes_say_and_runs_the_whole_demo()
    {
        Assert.Equal(
            Expected().Order(StringComparer.Ordinal), host.Functions.Select(Actual).Order(StringComparer.Ordinal));

        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(handler)
        {
            BaseAddress = host.Address,
            DefaultRequestHeaders = { ExpectContinue = true },
        };
        using var page = await client.GetAsync("/integrate", Cancellation);
        using var look = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/integrate"), Cancellation);
        Assert.Equal(
            (HttpStatusCode.OK, page.Content.Headers.ContentType, 0),
            (look.StatusCode, look.Content.Headers.ContentType, (await look.Content.ReadAsByteArrayAsync(Cancellation)).Length));

        using var tooLong = await client.PutAsync(
            "/api/resources/r-1/versions/1/content", new ByteArrayContent(new byte[30_000_001]), Cancellation);
        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "application/problem+json"),
            (tooLong.StatusCode, tooLong.Content.Headers.ContentType?.MediaType));

        // As long and as many as the host lets through, or a little more: it adds lines of its own for the worker.
        foreach (var head in Enumerable.Range(315, 14).Select(hundreds => $"X-Long: {new string('x', hundreds * 100)}\r\n")
            .Concat(Enumerable.Range(90, 12).Select(count => string.Concat(Enumerable.Repeat("X-Many: y\r\n", count)))))
            Assert.Contains(await AnswerToHeadAsync(head), new[] { "HTTP/1.1 200 OK", "HTTP/1.1 431 Request Header Fields Too Large" });

        var said = new StringBuilder();
        await DemoRun.RunAsync(host.Address, graph.Address, line => said.AppendLine(line), Cancellation);
        Assert.Matches("facts recorded +([0-9]+) of \\1 events", said.ToString());
        Assert.Matches("digests delivered +11 ", said.ToString());
        Assert.Empty(log.Lines);
    }

    private async Task<string?> AnswerToHeadAsync(string lines)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port, Cancellation);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /integrate HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n"), Cancellation);

        using var answer = new StreamReader(stream);
        return await answer.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
    }

    /// <summary>Read off the attributes, without the host's own discovery.</summary>
    private static IEnumerable<string> Expected() =>
        from type in typeof(PathwayServices).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes()).Single(IsTrigger)
        select $"{function.Name}: " + trigger switch
        {
            HttpTriggerAttribute http => $"{http.AuthLevel} {Verbs(WithHead(http.Methods ?? []))} {http.Route}",
            QueueTriggerAttribute queue => $"{queue.QueueName} in {queue.Connection}",
            TimerTriggerAttribute timer =>
                $"{timer.Schedule} monitored {timer.UseMonitor} at start {timer.RunOnStartup}",
            _ => "",
        };

    private string Actual(FunctionDescription function) => $"{function.Name}: " + host.Find(function.Name) switch
    {
        HttpFunction http => $"{http.Level} {Verbs(http.Methods)} {http.Route.RawText}",
        QueueFunction queue => $"{queue.Trigger.QueueName} in {queue.Trigger.Connection}",
        TimerFunction timer =>
            $"{timer.Trigger.Schedule} monitored {timer.Trigger.UseMonitor} at start {timer.Trigger.RunOnStartup}",
        _ => "",
    };

    private static bool IsTrigger(Attribute attribute) =>
        attribute is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute;

    // A look without the body is answered wherever one with it is.
    private static IEnumerable<string> WithHead(string[] methods) =>
        methods.Contains("get", StringComparer.Ordinal) ? methods.Append("head").Distinct(StringComparer.Ordinal) : methods;

    private static string Verbs(IEnumerable<string> methods) =>
        string.Join(',', methods.Select(method => method.ToUpperInvariant()).Order(StringComparer.Ordinal));
}
