using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Worker;

/// <summary>The process in which the functions run, started as the cloud's host starts it.</summary>
internal sealed partial class WorkerProcess : IAsyncDisposable
{
    private const int LinesKept = 20;
    private const string Hooks = "DOTNET_STARTUP_HOOKS";

    private readonly Process process;
    private readonly Queue<string> lastLines = new();

    private WorkerProcess(Process process, string workerId) => (this.process, Id) = (process, workerId);

    public string Id { get; }

    public int ExitCode => process.ExitCode;

    public Task Exited => process.WaitForExitAsync();

    /// <summary>What it wrote last, for who wants to know why it ended.</summary>
    public string LastWords
    {
        get
        {
            lock (lastLines)
                return string.Join(Environment.NewLine, lastLines);
        }
    }

    public static WorkerProcess Start(
        string workerId,
        WorkerOptions options,
        Uri server,
        IReadOnlyDictionary<string, string> environment,
        ILogger logger)
    {
        var folder = Path.GetDirectoryName(options.Assembly)!;
        var start = new ProcessStartInfo("dotnet", Arguments(options.Assembly, workerId, server))
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = folder;
        var hooks = start.Environment.TryGetValue(Hooks, out var others) && others is { Length: > 0 } ? others + Path.PathSeparator : "";
        start.Environment[Hooks] = hooks + typeof(StartupHook).Assembly.Location;

        var worker = new WorkerProcess(new Process { StartInfo = start }, workerId);
        worker.process.OutputDataReceived += (_, line) => worker.Read(line.Data, LogLevel.Information, logger);
        worker.process.ErrorDataReceived += (_, line) => worker.Read(line.Data, LogLevel.Warning, logger);
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Waits for its end, which was asked for; after that long, ends it.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        try
        {
            await Exited.WaitAsync(patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await Exited;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await EndAsync(TimeSpan.Zero);
        process.Dispose();
    }

    // Both spellings: the worker's own reading wants the second, its libraries may want the first.
    private static string[] Arguments(string assembly, string workerId, Uri server) =>
    [
        assembly,
        "--host", server.Host, "--port", $"{server.Port}", "--workerId", workerId, "--requestId", workerId,
        "--grpcMaxMessageLength", $"{int.MaxValue}",
        "--functions-uri", server.GetLeftPart(
            UriPartial.Authority), "--functions-worker-id", workerId, "--functions-request-id", workerId,
        "--functions-grpc-max-message-length", $"{int.MaxValue}",
    ];

    private void Read(string? line, LogLevel level, ILogger logger)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        lock (lastLines)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > LinesKept)
                lastLines.Dequeue();
        }

        Log.Wrote(logger, level, line);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "{Line}")]
        public static partial void Wrote(ILogger logger, LogLevel level, string line);
    }
}
