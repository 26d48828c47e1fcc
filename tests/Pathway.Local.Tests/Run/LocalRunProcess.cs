using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Pathway.Testing;

namespace Pathway.Local.Tests.Run;

/// <summary>A local run in a process of its own, under a shell that can be killed without it.</summary>
internal sealed class LocalRunProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process shell;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalRunProcess(Process shell)
    {
        this.shell = shell;
        shell.OutputDataReceived += (_, line) => Read(line.Data);
        shell.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    public int App { get; private set; }

    public int Azurite { get; private set; }

    public int Worker { get; private set; }

    public string Output => string.Join('\n', output);

    /// <summary>The shell's process, the parent of the app's; it answers with the app's exit code.</summary>
    public Process Parent => shell;

    /// <summary>Runs it to its end, with what <c>PATH</c> says.</summary>
    public static async Task<(int Exit, string Output)> ToItsEndAsync(string arguments, string? path = null)
    {
        await using var run = Start(arguments, path);
        await run.shell.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (run.shell.ExitCode, run.Output);
    }

    public static async Task<LocalRunProcess> ReadyAsync(string arguments = "--empty")
    {
        var run = Start(arguments, null);
        await run.ready.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        run.App = await ChildAsync(run.shell.Id, "dotnet");
        run.Azurite = await ChildAsync(run.App, "node");
        run.Worker = await ChildAsync(run.App, "dotnet");
        return run;
    }

    public static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until a process, which need not be a child, has gone.</summary>
    public static async Task GoneAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (ArgumentException)
        {
            // It had gone already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!shell.HasExited)
            shell.Kill(entireProcessTree: true);
        await shell.WaitForExitAsync();
        if (App != 0)
            Signal("TERM", App);
        shell.Dispose();
    }

    private static LocalRunProcess Start(string arguments, string? path)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Pathway.Local.dll");

        // Not exec'ed: the shell stays between, as `dotnet run` does.
        var info = new ProcessStartInfo(
            "/bin/sh",
            ["-c", $"'{Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"}' '{program}' {arguments}; exit $?"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["FUNCTIONS_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
                ["GRAPH_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),

                // What is not exported in time is dropped; a machine that runs every test at once takes its time.
                ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000",

                // For the collector of the tests, which takes nothing else and waits for no minute.
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            },
        };
        if (path is not null)
            info.Environment["PATH"] = path;
        var run = new LocalRunProcess(new Process { StartInfo = info });
        run.shell.Start();
        run.shell.BeginOutputReadLine();
        run.shell.BeginErrorReadLine();
        return run;
    }

    private static async Task<int> ChildAsync(int parent, string name)
    {
        using var pgrep = Process.Start(
            new ProcessStartInfo("pgrep", ["-P", parent.ToString(CultureInfo.InvariantCulture), name]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        return int.Parse((await pgrep.StandardOutput.ReadToEndAsync()).Trim(), CultureInfo.InvariantCulture);
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            ready.TrySetException(new InvalidOperationException($"It ended: {Output}"));
            return;
        }

        output.Enqueue(line);
        if (line.StartsWith("Ctrl+C stops everything", StringComparison.Ordinal))
            ready.TrySetResult();
    }
}
