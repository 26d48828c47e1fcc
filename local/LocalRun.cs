using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pathway.GraphSimulator;
using Pathway.Local.Azurite;
using Pathway.Local.Demo;
using Pathway.LocalHost;

namespace Pathway.Local;

/// <summary>Everything on this machine, started in the order it needs, until it is told to stop.</summary>
public static class LocalRun
{
    private const int AzuritePort = 10_000;

    /// <returns>0 after a stop that was asked for, 1 when Azurite died.</returns>
    /// <exception cref="PrerequisiteException">Something is missing or a port is taken; the message says what to do.</exception>
    public static async Task<int> RunAsync(LocalOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        CheckFree(options.FunctionsPort, "FUNCTIONS_PORT");
        CheckFree(options.GraphPort, "GRAPH_PORT");
        if (options.DataFolder is { } folder)
            Directory.CreateDirectory(folder);

        say("Pathway.Functions, local");
        await using var azurite = await AzuriteProcess.StartAsync(AzuritePort, InFolder(options, "azurite"), line => say($"  {line}"), cancellationToken);
        say($"  storage     Azurite on ports {azurite.Ports.Blob}, {azurite.Ports.Queue}, {azurite.Ports.Table}");
        await using var graph = await GraphSimulator.GraphSimulator.StartAsync(
            new GraphSimulatorOptions { Port = options.GraphPort, DataFile = InFolder(options, "graph.json") }, cancellationToken);
        say($"  Graph       {graph.Address} (simulated: calendars and mailboxes)");
        await using var host = await StartHostAsync(options, azurite.ConnectionString, graph.Address, cancellationToken);
        say($"  functions   http://localhost:{options.FunctionsPort}");
        foreach (var function in host.Functions)
            say($"    {function}");
        await WaitUntilHealthyAsync(host.Address, cancellationToken);

        // Else the calendar would be followed only at the timer's next tick, up to five minutes from now.
        await host.InvokeAsync("PullCalendarOnTimer", cancellationToken: cancellationToken);
        say("Ready.");

        if (options.Demo)
            await DemoRun.RunAsync(new Uri($"http://localhost:{options.FunctionsPort}"), graph.Address, say, cancellationToken);
        say("");
        say($"Open {graph.Address} to see the calendar and the mailboxes, http://localhost:{options.FunctionsPort}/api/health for the state. Ctrl+C stops everything.");
        return await UntilStoppedAsync(azurite, say, cancellationToken);
    }

    private static Task<FunctionHost> StartHostAsync(LocalOptions options, string storage, Uri graph, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://localhost:{options.FunctionsPort}");
        return AppWorker.StartAsync(
            new FunctionHostOptions
            {
                StorageConnectionString = storage,
                Port = options.FunctionsPort,
                Settings = AppSettings.For(storage, graph, address, RootKey(options)),
                DefaultPrincipal = Manager,
                ConfigureLogging = logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning),
            }.ReadHostJson(Path.Combine(AppContext.BaseDirectory, "host.json")),
            cancellationToken);
    }

    // The part App Service authentication plays in Azure: whoever brings no principal is the manager.
    private static string Manager => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "local",
        claims = new[] { new { typ = "roles", val = "Programme.Manager" }, new { typ = "preferred_username", val = "manager@digital-health.example.org" } },
    }));

    /// <summary>Random in memory; kept beside kept data, which could not be read again without it.</summary>
    private static string RootKey(LocalOptions options)
    {
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        if (InFolder(options, "root.key") is not { } file)
            return fresh;
        if (!File.Exists(file))
            File.WriteAllText(file, fresh);
        return File.ReadAllText(file);
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
                throw new PrerequisiteException($"The app is not healthy after a minute: {await response.Content.ReadAsStringAsync(cancellationToken)}");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<int> UntilStoppedAsync(AzuriteProcess azurite, Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            var exit = await azurite.Exited.WaitAsync(cancellationToken);
            say($"Azurite died with exit code {exit}: without storage nothing works. Start again with the same command.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            say("Stopping ...");
            return 0;
        }
    }

    private static void CheckFree(int port, string setting)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException)
        {
            throw new PrerequisiteException($"Port {port} is in use. Stop what uses it, or set {setting} to another port.");
        }
    }

    private static string? InFolder(LocalOptions options, string name) =>
        options.DataFolder is { } folder ? Path.Combine(folder, name) : null;
}
