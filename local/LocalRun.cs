using Microsoft.Extensions.Logging;
using Pathway.GraphSimulator;
using Pathway.Local.Azurite;
using Pathway.Local.Demo;
using Pathway.LocalHost;

namespace Pathway.Local;

/// <summary>Everything on this machine, started in the order it needs, until it is told to stop.</summary>
public sealed class LocalRun(LocalOptions options, Action<string> say)
{
    private const int AzuritePort = 10_000;

    private readonly Uri app = new($"http://localhost:{options.FunctionsPort}/");

    /// <returns>0 after a stop that was asked for, 1 when Azurite died.</returns>
    /// <exception cref="PrerequisiteException">Something is missing or a port is taken; the message says what to
    /// do.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        say("Pathway.Functions, local");
        CheckPorts();
        using var folder = DataFolder.Open(options.DataFolder);
        await using var azurite = await StartStorageAsync(folder, cancellationToken);

        // Without storage nothing works, and what answers on its ports next may be somebody else's.
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = azurite.Exited.ContinueWith(
            _ => gone.Cancel(), cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await RunOnAsync(azurite, folder, gone.Token);
        }
        catch (Exception) when (azurite.Exited.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            say($"Azurite, the storage, ended with exit code {await azurite.Exited}; everything else has been stopped. "
                + "Start again with the same command.");
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        return 0;
    }

    private async Task RunOnAsync(AzuriteProcess azurite, DataFolder folder, CancellationToken cancellationToken)
    {
        await using var graph = await StartGraphAsync(folder, cancellationToken);
        if (!options.Functions)
        {
            SayWhereToStartFunctions(graph.Address);
            await UntilStoppedAsync(cancellationToken);
        }

        using var watch = options.Collector is { } collector ? Collector.Watch(collector) : null;
        await using var host = await StartFunctionsAsync(
            azurite.ConnectionString, graph.Address, folder, cancellationToken);
        await WaitUntilHealthyAsync(host.Address, cancellationToken);

        // Else the calendar would be followed only at the timer's next tick, up to five minutes from now.
        await host.InvokeAsync("PullCalendarOnTimer", cancellationToken: cancellationToken);
        say("Ready.");

        if (options.Demo)
            await DemoRun.RunAsync(app, graph.Address, say, cancellationToken, options.Year);
        SayWhatToOpen(graph.Address);
        await UntilStoppedAsync(cancellationToken);
    }

    private async Task<AzuriteProcess> StartStorageAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var account = options.Functions ? folder.Account() : AzuriteAccount.WellKnown;
        var azurite = await AzuriteProcess.StartAsync(
            AzuritePort, folder.Within("azurite"), account, line => say($"  {line}"), cancellationToken);
        say($"  storage     Azurite on ports {azurite.Ports.Blob}, {azurite.Ports.Queue}, {azurite.Ports.Table}");
        if (options.Verbose)
            say($"    {azurite.ConnectionString}");
        return azurite;
    }

    private async Task<GraphSimulator.GraphSimulator> StartGraphAsync(
        DataFolder folder, CancellationToken cancellationToken)
    {
        var simulator = new GraphSimulatorOptions { Port = options.GraphPort, DataFile = folder.Within("graph.json") };
        var graph = await OnPortAsync(
            options.GraphPort,
            "GRAPH_PORT",
            () => GraphSimulator.GraphSimulator.StartAsync(simulator, cancellationToken));
        say($"  Graph       {graph.Address} (simulated: calendars and mailboxes)");
        return graph;
    }

    private async Task<FunctionHost> StartFunctionsAsync(
        string storage, Uri graph, DataFolder folder, CancellationToken cancellationToken)
    {
        var host = await OnPortAsync(
            options.FunctionsPort,
            "FUNCTIONS_PORT",
            () => StartHostAsync(storage, graph, folder.RootKey(), cancellationToken));
        say($"  functions   {app} ({FunctionCount.Describe(host.Functions)})");
        if (options.Verbose)
        {
            foreach (var function in host.Functions)
                say($"    {function}");
        }

        return host;
    }

    private Task<FunctionHost> StartHostAsync(
        string storage, Uri graph, string rootKey, CancellationToken cancellationToken) =>
        AppWorker.StartAsync(
            new FunctionHostOptions
            {
                StorageConnectionString = storage,
                Port = options.FunctionsPort,
                Settings = SettingsFor(storage, graph, rootKey),
                DefaultPrincipal = LocalPeople.Manager.Principal,
                People = LocalPeople.All,
                ConfigureLogging = logging => logging.AddSimpleConsole(console => console.SingleLine = true)
                    .SetMinimumLevel(LogLevel.Warning),
            }.ReadHostJson(Path.Combine(AppContext.BaseDirectory, "host.json")),
            cancellationToken);

    private Dictionary<string, string?> SettingsFor(string storage, Uri graph, string rootKey)
    {
        var settings = AppSettings.For(storage, graph, app, rootKey);
        foreach (var (name, value) in options.Collector is { } collector ? Collector.Settings(collector) : [])
            settings[name] = value;
        return settings;
    }

    private static async Task WaitUntilHealthyAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var attempt = 0; ; attempt++)
        {
            using var response = await http.GetAsync("/api/health", cancellationToken);
            if (response.IsSuccessStatusCode)
                return;
            if (attempt == 60)
                throw new PrerequisiteException(
                    $"The app is not healthy after a minute: {await response.Content.ReadAsStringAsync(cancellationToken)}");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        }
    }

    private async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            say("Stopping ...");
        }
    }

    private void CheckPorts()
    {
        if (options.Functions && !AzuritePorts.IsFree(options.FunctionsPort))
            throw PortInUse(options.FunctionsPort, "FUNCTIONS_PORT");
        if (!AzuritePorts.IsFree(options.GraphPort))
            throw PortInUse(options.GraphPort, "GRAPH_PORT");

        // UseDevelopmentStorage=true means these and no others.
        if (!options.Functions
            && AzuritePorts.FreeFrom(AzuritePort) != new AzuritePorts(AzuritePort, AzuritePort + 1, AzuritePort + 2))
            throw new PrerequisiteException(
                $"--no-functions needs the ports {AzuritePort} to {AzuritePort + 2}, and one of them is in use. "
                    + "Stop what uses it, another Azurite perhaps.");
    }

    /// <summary>Free a moment ago and taken now is said as what it is.</summary>
    private static async Task<T> OnPortAsync<T>(int port, string setting, Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (IOException) when (!AzuritePorts.IsFree(port))
        {
            throw PortInUse(port, setting);
        }
    }

    private static PrerequisiteException PortInUse(int port, string setting) =>
        new($"Port {port} is in use. Stop what uses it, or set {setting} to another port.");

    private void SayWhatToOpen(Uri graph)
    {
        say("");
        say("Open");
        say($"  {app,-36} the programme, as its manager; /.auth/login/aad makes you somebody else");
        say($"  {graph,-36} the calendar and the mailboxes");
        say($"  {new Uri(app, "api/health"),-36} the state of everything");
        say("Ctrl+C stops everything.");
    }

    private void SayWhereToStartFunctions(Uri graph)
    {
        say("Ready for functions: copy functions/local.settings.json.example to functions/local.settings.json "
            + "and run `func start` in functions/.");
        say($"Open {graph} to see the calendar and the mailboxes. Ctrl+C stops everything.");
    }
}
