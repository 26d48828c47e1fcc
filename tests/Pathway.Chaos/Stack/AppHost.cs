using Microsoft.Extensions.Logging;
using Pathway.Local;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Chaos.Stack;

/// <summary>The process that is killed: the host, which drives the genuine worker.</summary>
internal static class AppHost
{
    public const string Ready = "The app is ready.";

    public static async Task<int> RunAsync(AppStart start)
    {
        var settings = AppSettings.For(start.Storage, start.Graph, new Uri($"http://localhost:{start.Port}/"), AppUnderTest.RootKey);
        settings["Webhooks__EventsPerMinute"] = "600000";
        settings["Graph__LongestWaitSeconds"] = "2";

        // Who joins late is gathered for ten minutes, which nobody here waits for.
        settings["Calendars__GatherMinutes"] = "0.02";
        foreach (var (name, value) in start.Settings)
            settings[name] = value;
        var options = new FunctionHostOptions
        {
            Worker = new WorkerOptions(start.Worker),
            StorageConnectionString = start.Storage,
            Port = start.Port,
            Settings = settings,
            DefaultPrincipal = ManagerPrincipal.Header,
            ConfigureLogging = logging =>
                logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(Enum.Parse<LogLevel>(start.Log)),
        }.ReadHostJson(Path.Combine(AppContext.BaseDirectory, "host.json"));

        // A message whose host was killed comes back when its lease ends: in seconds here, or a run of kills would be one of waiting.
        var queues = options.Queues with
        {
            LeaseDuration = TimeSpan.FromSeconds(12),
            VisibilityTimeout = TimeSpan.FromSeconds(1),
            MaxPollingInterval = TimeSpan.FromMilliseconds(250),
        };
        await using var host = await FunctionHost.StartAsync(options with { Queues = queues });
        await Console.Out.WriteLineAsync(Ready);

        // Its owner closes this, or dies and so closes it.
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
