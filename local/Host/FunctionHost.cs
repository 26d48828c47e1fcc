using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Http;
using Pathway.LocalHost.InProcess;
using Pathway.LocalHost.Invocation;
using Pathway.LocalHost.Queues;
using Pathway.LocalHost.Timers;
using Pathway.LocalHost.Worker;

namespace Pathway.LocalHost;

/// <summary>
/// Runs the functions of an app as the cloud's host would: HTTP on a loopback port, queues polled, timers kept. The
/// app is in this process, its services in the host's container, or in a worker process of its own
/// (<see cref="FunctionHostOptions.Worker"/>).
/// </summary>
public sealed partial class FunctionHost : IAsyncDisposable
{
    private readonly IFunctionApp functionApp;
    private readonly WebApplication app;
    private readonly FunctionHostOptions options;
    private readonly IReadOnlyDictionary<string, Function> functions;
    private readonly FunctionRunner runner;
    private readonly BackgroundWork background;
    private readonly IReadOnlyList<QueueListener> queues;
    private readonly IReadOnlyList<TimerLoop> timers;
    private readonly ILogger logger;
    private bool isStarted;
    private Task? stop;

    private FunctionHost(
        IFunctionApp functionApp, WebApplication app, IReadOnlyList<Function> functions, FunctionHostOptions options)
    {
        this.functionApp = functionApp;
        this.app = app;
        this.options = options;
        this.functions = functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        var loggers = Services.GetRequiredService<ILoggerFactory>();
        logger = loggers.CreateLogger<FunctionHost>();
        background = new BackgroundWork(options.ShutdownTimeout, logger);
        runner = new FunctionRunner(
            Services.GetRequiredService<IServiceScopeFactory>(), loggers, options.TimeProvider);

        var triggers = new Triggers(options, runner, loggers, background.Abandoned);
        queues = [.. Enabled<QueueFunction>().Select(triggers.Listen)];
        timers = [.. Enabled<TimerFunction>().Select(triggers.Keep)];
    }

    /// <summary>Where the functions answer.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The host's container; the app's too when it is in this process.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Every function, disabled ones too, by name.</summary>
    public IReadOnlyList<FunctionDescription> Functions { get; private set; } = [];

    /// <summary>Finds the functions, builds and starts the app, then starts the triggers.</summary>
    /// <exception cref="FunctionDefinitionException">A function cannot be run as it is written.</exception>
    /// <exception cref="WorkerStartException">The worker could not be started.</exception>
    public static async Task<FunctionHost> StartAsync(
        FunctionHostOptions options, CancellationToken cancellationToken = default)
    {
        IFunctionApp driven = options.Worker is { } worker
            ? new WorkerApp(worker, options)
            : new InProcessApp(options);
        FunctionHost? host = null;
        try
        {
            var (web, functions) = await HostBuilding.BuildAsync(driven, options, cancellationToken);
            host = new FunctionHost(driven, web, functions, options);
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await (host?.DisposeAsync() ?? driven.DisposeAsync());
            throw;
        }
    }

    /// <summary>
    /// Runs a timer or queue function now; its failure is thrown. For a queue function the input is the message's
    /// text.
    /// </summary>
    public Task InvokeAsync(string function, string? input = null, CancellationToken cancellationToken = default)
        => Find(function) switch
        {
            QueueFunction queue => runner.RunAsync(queue, AdHocMessage(input ?? ""), cancellationToken),
            TimerFunction => InvokeAsync(function, new TimerInfo(), cancellationToken),
            HttpFunction =>
                throw new ArgumentException(
                    $"{function} is an HTTP function: call it under {Address}.", nameof(function)),
            _ => throw new ArgumentException($"There is no function {function}.", nameof(function)),
        };

    /// <summary>Runs a timer function now with what its trigger would have said.</summary>
    public Task InvokeAsync(string function, TimerInfo timer, CancellationToken cancellationToken = default)
        => Find(function) is TimerFunction found
            ? runner.RunAsync(found, timer, cancellationToken)
            : throw new ArgumentException($"There is no timer function {function}.", nameof(function));

    /// <summary>Runs a queue function now on a message that is on no queue.</summary>
    public Task InvokeAsync(string function, QueueMessage message, CancellationToken cancellationToken = default)
        => Find(function) is QueueFunction found
            ? runner.RunAsync(found, message, cancellationToken)
            : throw new ArgumentException($"There is no queue function {function}.", nameof(function));

    /// <summary>Takes one batch off a queue and waits until its messages are settled.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> PumpQueueOnceAsync(string queue, CancellationToken cancellationToken = default)
    {
        var triggered = queues.FirstOrDefault(listener => listener.Queue == queue)
            ?? throw new ArgumentException($"No function is triggered by queue {queue}.", nameof(queue));
        return triggered.PumpOnceAsync(cancellationToken);
    }

    /// <summary>Runs messages until no triggered queue has a visible one and none is running.</summary>
    public async Task DrainQueuesAsync(CancellationToken cancellationToken = default)
    {
        while ((await Task.WhenAll(queues.Select(listener => listener.PumpOnceAsync(cancellationToken)))).Any(handled => handled > 0))
        {
        }
    }

    /// <summary>Takes no more work, lets what runs finish, cancels what does not in time, then stops the app.</summary>
    public Task StopAsync() => stop ??= StopOnceAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var queue in queues)
            queue.Dispose();
        background.Dispose();
        await functionApp.DisposeAsync();
        await app.DisposeAsync();
    }

    internal Function? Find(string name) => functions.GetValueOrDefault(name);

    /// <summary>Starts a timer or queue function that nobody waits for.</summary>
    internal void RunInBackground(Function function, string input) => background.Start(async _ =>
    {
        // A failure has been logged by the runner and interests nobody else.
        await InvokeAsync(
            function.Name, input, background.Abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    });

    private async Task StartAsync(CancellationToken cancellation)
    {
        new AdminApi(this, new HostKeys(options.MasterKey, options.FunctionKey), options).Map(app);
        await app.StartAsync(cancellation);
        isStarted = true;
        Address = new Uri(app.Urls.First());
        Functions =
        [
            .. functions.Values.Select(function => function.Describe(Address))
                .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase),
        ];
        foreach (var function in Functions)
            Log.Found(logger, function);

        if (options.MakeQueues)
            await Task.WhenAll(queues.Select(queue => queue.PrepareAsync(cancellation)));
        if (options.RunQueues)
        {
            foreach (var queue in queues)
                background.Start(queue.RunAsync);
        }

        if (options.RunTimers)
        {
            foreach (var timer in timers)
                background.Start(timer.RunAsync);
            await Task.WhenAll(timers.Select(timer => timer.Armed)).WaitAsync(cancellation);
        }
    }

    private async Task StopOnceAsync()
    {
        await background.StopAsync();
        if (!isStarted)
            return; // What stopped the start is what is to be told, not that nothing was there to stop.
        using var limit = new CancellationTokenSource(options.ShutdownTimeout);
        await app.StopAsync(limit.Token);
    }

    private IEnumerable<T> Enabled<T>()
        where T : Function
        => functions.Values.OfType<T>().Where(function => !function.Disabled);

    // With all that a message from a queue has: a worker cannot read one that lacks a time.
    private QueueMessage AdHocMessage(string text)
    {
        var now = options.TimeProvider.GetUtcNow();
        return QueuesModelFactory.QueueMessage(
            "ad-hoc",
            popReceipt: "ad-hoc",
            BinaryData.FromString(text),
            dequeueCount: 1,
            nextVisibleOn: now,
            insertedOn: now,
            expiresOn: now.AddDays(7));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function}")]
        public static partial void Found(ILogger logger, FunctionDescription function);
    }
}
