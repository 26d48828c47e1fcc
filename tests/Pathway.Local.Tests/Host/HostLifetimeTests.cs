using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Host;

public sealed class HostLifetimeTests(LocalStorage storage) : IDisposable
{
    private readonly Probe _probe = new();
    private readonly RecordedLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Gives_each_invocation_a_scope_of_its_own_and_disposes_of_it()
    {
        var options = Options(typeof(Scoped)) with
        {
            ConfigureServices = (services, _) => services.AddSingleton(_probe).AddScoped<Resource>(),
            RunQueues = false,
        };
        await using var host = await options.StartAsync();

        await host.SendAsync("GET", "/scopedhttp");
        await host.SendAsync("GET", "/scopedhttp");
        await host.InvokeAsync("ScopedTimer", cancellationToken: Cancellation);
        await host.InvokeAsync("ScopedQueue", "message", Cancellation);
        await host.StopAsync();

        Assert.Equal(
            Enumerable.Range(1, 4).SelectMany(n => new[] { $"use {n}", $"dispose {n}" }).Order(), _probe.Told.Order());
    }

    [Theory]
    [InlineData("Greeting__Word")]
    [InlineData("Greeting:Word")]
    public async Task Passes_settings_to_the_app_under_either_spelling(string name)
    {
        IConfiguration? seen = null;
        var options = Options(typeof(Waiting)).WithSetting(name, "hello") with { ConfigureServices = (services, configuration) => { seen = configuration; services.AddSingleton(_probe); } };

        await using var host = await options.StartAsync();

        Assert.Equal("hello", seen?["Greeting:Word"]);
        Assert.Equal("hello", host.Services.GetRequiredService<IConfiguration>()["Greeting:Word"]);
    }

    [Fact]
    public async Task Fails_to_start_with_the_reason_the_app_gives()
    {
        var options = Options(typeof(Waiting)) with
        {
            ConfigureServices = (services, _) => services
                .AddSingleton(_probe)
                .AddOptions<Keys>()
                .ValidateDataAnnotations()
                .ValidateOnStart(),
        };

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => options.StartAsync());

        Assert.Contains("Root", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_to_start_when_a_function_class_lacks_a_service()
    {
        // Nobody has registered the probe that the function class asks for.
        var fault = await Assert.ThrowsAsync<AggregateException>(
            () => (Options(typeof(Waiting)) with { ConfigureServices = (_, _) => { } }).StartAsync());

        Assert.Contains(nameof(Waiting), fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Probe), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_the_app_s_own_hosted_services_before_it_answers_and_stops_them()
    {
        var options = Options(typeof(Waiting)) with { ConfigureServices = (services, _) => services.AddSingleton(_probe).AddHostedService<Caretaker>() };

        await using (await options.StartAsync())
            Assert.Equal(["started"], _probe.Told);

        Assert.Equal(["started", "stopped"], _probe.Told);
    }

    [Fact]
    public async Task Stops_only_after_running_functions_have_finished()
    {
        var host = await Options(typeof(Waiting)).StartAsync();
        var queue = storage.Queue(host.Functions.Single(function => function.Kind == TriggerKind.Queue).Trigger);
        await queue.SendMessageAsync("work", Cancellation);
        var call = host.SendAsync("GET", "/waitinghttp");
        Assert.Equal(
            ["http begins", "queue begins"], new[] { await _probe.NextAsync(), await _probe.NextAsync() }.Order());

        var stop = host.StopAsync();
        Assert.False(stop.IsCompleted);
        _probe.Gate.SetResult();
        await stop;

        Assert.Equal(HttpStatusCode.OK, (await call).StatusCode);
        Assert.Contains("queue ends", _probe.Told);
        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Cancels_what_does_not_finish_in_time()
    {
        var host = await (Options(typeof(Waiting)) with { ShutdownTimeout = TimeSpan.FromMilliseconds(100) }).StartAsync();
        await storage.Queue(host.Functions.Single(function => function.Kind == TriggerKind.Queue).Trigger)
            .SendMessageAsync("work", Cancellation);
        Assert.Equal("queue begins", await _probe.NextAsync());

        await host.DisposeAsync();

        Assert.Contains("queue cancelled", _probe.Told);
    }

    [Fact]
    public async Task Lives_through_an_outage_of_its_storage()
    {
        var options = Options(typeof(Waiting), typeof(Hourly)) with { StorageConnectionString = LocalStorage.Nowhere };
        _probe.Gate.SetResult();

        await using var host = await options.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync("GET", "/waitinghttp")).StatusCode);
        Assert.Contains(
            _log.From(LogLevel.Warning), line => line.Contains("cannot be reached", StringComparison.Ordinal));
        Assert.Contains(
            _log.From(LogLevel.Warning),
            line => line.Contains("cannot read when it last ran", StringComparison.Ordinal));
        Assert.Empty(_log.From(LogLevel.Error));
    }

    private FunctionHostOptions Options(params Type[] functions) => storage.HostFor(functions).With(_probe).With(_log);

    public sealed class Keys
    {
        [Required]
        public string? Root { get; set; }
    }

    public sealed class Caretaker(Probe probe) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            probe.Tell("started");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            probe.Tell("stopped");
            return Task.CompletedTask;
        }
    }

    public sealed class Resource(Probe probe) : IDisposable
    {
        private readonly int _number = probe.Enter();

        public void Use() => probe.Tell($"use {_number}");

        public void Dispose() => probe.Tell($"dispose {_number}");
    }

    public sealed class Scoped(Resource resource)
    {
        [Function("ScopedHttp")]
        public void Http([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => resource.Use();

        [Function("ScopedTimer")]
        public void Timer([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => resource.Use();

        [Function("ScopedQueue")]
        public void Queue([QueueTrigger("%Queue%")] string message) => resource.Use();
    }

    public sealed class Waiting(Probe probe)
    {
        [Function("WaitingHttp")]
        public async Task Http([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            probe.Tell("http begins");
            await probe.Gate.Task;
        }

        [Function("WaitingQueue")]
        public async Task Queue([QueueTrigger("%Queue%")] string message, CancellationToken cancellation)
        {
            probe.Tell("queue begins");
            try
            {
                await probe.Gate.Task.WaitAsync(cancellation);
                probe.Tell("queue ends");
            }
            catch (OperationCanceledException)
            {
                probe.Tell("queue cancelled");
                throw;
            }
        }
    }

    public static class Hourly
    {
        [Function(nameof(Hourly))]
        public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
    }
}
