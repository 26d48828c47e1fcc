using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Host;

/// <summary>What the sample functions tell the test that runs them, and where they wait for it.</summary>
public sealed class Probe
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private int _running;

    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>Where a function waits until the test opens it.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What a function does between its begin and its end.</summary>
    public Func<Task> Meanwhile { get; set; } = static () => Task.CompletedTask;

    /// <summary>The most functions that were between <see cref="Enter"/> and <see cref="Leave"/> at one time.</summary>
    public int MostRunning { get; private set; }

    public void Tell(string what)
    {
        Told.Enqueue(what);
        _told.Writer.TryWrite(what);
    }

    /// <summary>The next thing told, waited for.</summary>
    public async Task<string> NextAsync()
        =>
            await _told.Reader.ReadAsync(TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public int Enter()
    {
        lock (_told)
        {
            MostRunning = Math.Max(MostRunning, ++_running);
            return _running;
        }
    }

    public void Leave()
    {
        lock (_told)
            _running--;
    }
}

internal static class HostOptions
{
    public static FunctionHostOptions With(this FunctionHostOptions options, Probe probe)
        => options with { ConfigureServices = (services, _) => services.AddSingleton(probe) };

    public static FunctionHostOptions With(this FunctionHostOptions options, RecordedLog log)
        => options with { ConfigureLogging = logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace) };

    public static FunctionHostOptions WithSetting(this FunctionHostOptions options, string name, string? value)
        => options with { Settings = new Dictionary<string, string?>(options.Settings) { [name] = value } };

    public static Task<FunctionHost> StartAsync(this FunctionHostOptions options)
        => FunctionHost.StartAsync(options, TestContext.Current.CancellationToken);

    public static async Task<HttpResponseMessage> SendAsync(
        this FunctionHost host, string verb, string path, string? key = null, HttpContent? body = null)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        var request = new HttpRequestMessage(new HttpMethod(verb), path) { Content = body };
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The lines of this level or above.</summary>
    public static IEnumerable<string> From(this RecordedLog log, LogLevel level)
        =>
            log.Lines.Where(
                line => Enum.Parse<LogLevel>(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal))) >= level);

    public static Task<string> TextAsync(this HttpResponseMessage response)
        => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
