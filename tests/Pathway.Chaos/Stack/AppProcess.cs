using System.Diagnostics;
using System.Globalization;

namespace Pathway.Chaos.Stack;

/// <summary>The app in a process of its own with its worker under it, to be killed as an operator's or the cloud's hand does.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    /// <summary>The argument by which this program is the app's host.</summary>
    public const string Role = "app-host";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process host;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AppLog log;

    private AppProcess(Process host, AppLog log)
    {
        (this.host, this.log) = (host, log);
        host.OutputDataReceived += (_, line) => Read(line.Data);
        host.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    public static async Task<AppProcess> StartAsync(AppStart start, AppLog log, CancellationToken cancellationToken)
    {
        // The program's dll and not the program that runs: a test may be asking.
        var info = new ProcessStartInfo("dotnet", [typeof(AppProcess).Assembly.Location, Role, start.ToArgument()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var app = new AppProcess(new Process { StartInfo = info }, log);
        app.host.Start();
        app.host.BeginOutputReadLine();
        app.host.BeginErrorReadLine();
        try
        {
            await app.ready.Task.WaitAsync(StartLimit, cancellationToken);
            return app;
        }
        catch
        {
            await app.KillAsync();
            throw;
        }
    }

    /// <summary>Bytes that the worker has resident and that are no file's; 0 while there is none.</summary>
    public async Task<long> WorkerBytesAsync()
    {
        var sum = 0L;
        foreach (var worker in await WorkersAsync())
        {
            sum += await OwnBytesAsync(worker);
        }

        return sum;
    }

    // The pages of its assemblies come in as routes are first called, and the system takes them back when it likes: only
    // what belongs to no file can leak. Where there is no /proc, both are counted.
    private static async Task<long> OwnBytesAsync(int worker)
    {
        try
        {
            const string Own = "RssAnon:";
            if (OperatingSystem.IsLinux())
            {
                var lines = await File.ReadAllLinesAsync($"/proc/{worker}/status");
                var own = lines.FirstOrDefault(line => line.StartsWith(Own, StringComparison.Ordinal))?[Own.Length..].Replace("kB", "", StringComparison.Ordinal);
                return long.TryParse(own, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var kibibytes)
                    ? kibibytes << 10
                    : 0;
            }

            using var process = Process.GetProcessById(worker);
            return process.WorkingSet64;
        }
        catch (Exception ended) when (ended is ArgumentException or IOException)
        {
            return 0;
        }
    }

    /// <summary>The worker dies, and its host lives on.</summary>
    public async Task KillWorkerAsync()
    {
        foreach (var worker in await WorkersAsync())
            Kill(worker);
    }

    /// <summary>The host dies with no time for anything; its worker, which the cloud would not let live either, right after it.</summary>
    public async Task KillAsync()
    {
        var workers = await WorkersAsync();
        host.Kill();
        foreach (var worker in workers)
            Kill(worker);
        await host.WaitForExitAsync();
        host.Dispose();
    }

    /// <summary>An orderly stop.</summary>
    public async ValueTask DisposeAsync()
    {
        host.StandardInput.Close();
        try
        {
            await host.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            await KillAsync();
            return;
        }

        host.Dispose();
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private async Task<IReadOnlyList<int>> WorkersAsync()
    {
        if (host.HasExited)
            return [];
        var look = new ProcessStartInfo(
            "pgrep",
            ["-P", host.Id.ToString(CultureInfo.InvariantCulture), "dotnet"])
        { UseShellExecute = false, RedirectStandardOutput = true };
        using var pgrep = Process.Start(look)!;
        var output = await pgrep.StandardOutput.ReadToEndAsync();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private void Read(string? line)
    {
        if (line is null)
            ready.TrySetException(new InvalidOperationException($"The app ended before it was ready; see {log.File}."));
        else if (line == AppHost.Ready)
            ready.TrySetResult();
        else
            log.Write(line);
    }
}
