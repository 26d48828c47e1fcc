using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

/// <summary>What the sample functions tell the test that runs them, and where they wait for it.</summary>
public sealed class Probe
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private int _running;

    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>Where a function waits until the test opens it.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The most functions that were between <see cref="Enter"/> and <see cref="Leave"/> at one time.</summary>
    public int MostRunning { get; private set; }

    public void Tell(string what)
    {
        Told.Enqueue(what);
        _told.Writer.TryWrite(what);
    }

    /// <summary>The next thing told, waited for.</summary>
    public async Task<string> NextAsync()
        => await _told.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

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

/// <summary>A host's log, with its scopes, as text.</summary>
public sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<Line> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    public sealed record Line(string Category, LogLevel Level, string Message, Exception? Exception, IReadOnlyList<object?> Scopes)
    {
        public override string ToString() => $"{Level} {Category}: {Message} {Exception}";
    }

    private sealed class Writer(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<object?>();
            log._scopes.ForEachScope(static (scope, found) => found.Add(scope), scopes);
            log.Lines.Enqueue(new Line(category, logLevel, formatter(state, exception), exception, scopes));
        }
    }
}

internal static class HostOptions
{
    public static FunctionHostOptions With(this FunctionHostOptions options, Probe probe)
        => options with { ConfigureServices = (services, _) => services.AddSingleton(probe) };

    public static FunctionHostOptions With(this FunctionHostOptions options, CapturedLog log)
        => options with { ConfigureLogging = logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace) };

    public static FunctionHostOptions WithSetting(this FunctionHostOptions options, string name, string? value)
        => options with { Settings = new Dictionary<string, string?>(options.Settings) { [name] = value } };

    public static Task<FunctionHost> StartAsync(this FunctionHostOptions options)
        => FunctionHost.StartAsync(options, TestContext.Current.CancellationToken);

    public static async Task<HttpResponseMessage> SendAsync(this FunctionHost host, string verb, string path, string? key = null, HttpContent? body = null)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        var request = new HttpRequestMessage(new HttpMethod(verb), path) { Content = body };
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<string> TextAsync(this HttpResponseMessage response)
        => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
