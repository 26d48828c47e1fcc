using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pathway.Testing;

/// <summary>Keeps every log line with its scopes, so that a test can say what was not written.</summary>
public sealed class RecordedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>The first line with these words, waited for: what another process tells arrives when it does.</summary>
    public async Task<string> WhenAsync(string words, CancellationToken cancellationToken)
    {
        while (true)
        {
            var more = changed.Task;
            if (lines.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } found)
                return found;
            await more.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, cancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Recorder(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category} {eventId.Name}: {formatter(state, exception)} {exception}";
            log.scopes.ForEachScope((scope, _) => line += $" [{scope}]", state);
            log.lines.Enqueue(line);
            Interlocked.Exchange(
                ref log.changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
                .TrySetResult();
        }
    }
}
