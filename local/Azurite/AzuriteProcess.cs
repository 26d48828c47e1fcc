using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Pathway.Local.Azurite;

/// <summary>One Azurite of our own: blob, queue and table storage on this machine.</summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // The well-known key of every Azurite, see https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // Azurite ends when its standard input does, so that even a killed parent leaves nothing running. Output that nobody reads any
    // more may not hold that up.
    private const string EndWithInput =
        """
        for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
        process.stdin.resume().on('end', end);
        """;

    // With nothing to keep, at once.
    private const string EndAtOnce = EndWithInput + "function end() { process.exit(); }";

    // As on Ctrl+C, which saves the tables first; a connection that stays open may not hold that up.
    private const string EndSaved = EndWithInput + "function end() { process.emit('SIGINT'); setTimeout(() => process.exit(), 3000).unref(); }";

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteProcess(Process process, int blob, int queue, int table)
    {
        this.process = process;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
            $"BlobEndpoint=http://127.0.0.1:{blob}/{Account};QueueEndpoint=http://127.0.0.1:{queue}/{Account};TableEndpoint=http://127.0.0.1:{table}/{Account};";
        Ports = (blob, queue, table);
    }

    public string ConnectionString { get; }

    public (int Blob, int Queue, int Table) Ports { get; }

    /// <summary>Completes with the exit code when Azurite dies.</summary>
    public Task<int> Exited => exited.Task;

    /// <summary>Starts it, in memory or on <paramref name="dataFolder"/>, and waits until all three services listen.</summary>
    /// <param name="firstPort">The blob port wanted; taken ports are passed over. 0 takes any free ones.</param>
    /// <exception cref="PrerequisiteException">Node is missing, npm failed, or Azurite did not start.</exception>
    public static async Task<AzuriteProcess> StartAsync(int firstPort, string? dataFolder, Action<string> say, CancellationToken cancellationToken)
    {
        await Toolchain.EnsureAsync(say, cancellationToken);
        var ports = firstPort == 0 ? [0, 0, 0] : FreePorts(firstPort);
        var node = new Process { StartInfo = Command(ports, dataFolder), EnableRaisingEvents = true };
        var listening = new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var output = new System.Text.StringBuilder();
        void Read(string? line)
        {
            lock (found)
            {
                // What it says later, a line for each call, nobody reads.
                if (listening.Task.IsCompleted)
                    return;
                output.AppendLine(line);
                if (line is not null && Listening().Match(line) is { Success: true } match)
                    found[match.Groups[1].Value] = int.Parse(match.Groups[2].ValueSpan, provider: null);
                if (found.Count == 3)
                    listening.TrySetResult([found["Blob"], found["Queue"], found["Table"]]);
            }
        }

        node.OutputDataReceived += (_, line) => Read(line.Data);
        node.ErrorDataReceived += (_, line) => Read(line.Data);
        node.Exited += (_, _) =>
        {
            lock (found)
                listening.TrySetException(new PrerequisiteException($"Azurite did not start:{Environment.NewLine}{output}"));
        };
        node.Start();
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        try
        {
            var at = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancellationToken);
            var azurite = new AzuriteProcess(node, at[0], at[1], at[2]);
            node.Exited += (_, _) => azurite.exited.TrySetResult(node.ExitCode);
            if (node.HasExited)
                azurite.exited.TrySetResult(node.ExitCode);
            return azurite;
        }
        catch
        {
            node.Kill(entireProcessTree: true);
            node.Dispose();
            throw;
        }
    }

    /// <summary>Lets it write what it has only in memory yet, which it does every few seconds, and ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(StopLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static ProcessStartInfo Command(int[] ports, string? dataFolder)
    {
        string[] arguments =
        [
            "--import", $"data:text/javascript,{Uri.EscapeDataString(dataFolder is null ? EndAtOnce : EndSaved)}",
            Toolchain.Package("azurite", "dist", "src", "azurite.js"),
            "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
            "--skipApiVersionCheck", "--disableTelemetry",
            .. dataFolder is null ? ["--inMemoryPersistence"] : new[] { "--location", dataFolder },
        ];
        return new ProcessStartInfo("node", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static int[] FreePorts(int first)
    {
        var free = new List<int>();
        for (var port = first; free.Count < 3 && port < 65_536; port++)
        {
            if (IsFree(port))
                free.Add(port);
        }

        return [.. free];
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Azurite (Blob|Queue|Table) service is successfully listening at https?://[^:]+:(\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
