using System.Diagnostics;

namespace Pathway.Local.Azurite;

/// <summary>One Azurite of our own: blob, queue and table storage on this machine.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const int Attempts = 5;

    // Azurite ends when its standard input does, so that even a killed parent leaves nothing running, and not by what
    // a terminal sends to all its processes at once: what still runs writes to it while it stops. Output that nobody
    // reads any more may not hold it up.
    private const string EndWithInput =
        """
        for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
        for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
        const once = process.once;
        process.once = (event, listener) => once.call(process, event === 'SIGINT' ? 'end' : event, listener);
        process.stdin.resume().on('end', end);
        """;

    // With nothing to keep, at once.
    private const string EndAtOnce = EndWithInput + "function end() { process.exit(); }";

    // As on Ctrl+C, which saves the tables first; a connection that stays open may not hold that up.
    private const string EndSaved = EndWithInput
        + "function end() { process.emit('end'); setTimeout(() => process.exit(), 3000).unref(); }";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteProcess(Process process, AzuriteAccount account, AzuritePorts ports)
    {
        this.process = process;
        Ports = ports;
        ConnectionString = account.ConnectionString(ports);
        process.Exited += (_, _) => exited.TrySetResult(process.ExitCode);
        if (process.HasExited)
            exited.TrySetResult(process.ExitCode);
    }

    public string ConnectionString { get; }

    public AzuritePorts Ports { get; }

    /// <summary>Completes with the exit code when Azurite dies.</summary>
    public Task<int> Exited => exited.Task;

    /// <summary>As the other, with an account that only this Azurite knows.</summary>
    public static Task<AzuriteProcess> StartAsync(
        int firstPort, string? dataFolder, Action<string> say, CancellationToken cancellationToken) =>
        StartAsync(firstPort, dataFolder, AzuriteAccount.Fresh(), say, cancellationToken);

    /// <summary>Starts it, in memory or on <paramref name="dataFolder"/>, and waits until all three services listen.</summary>
    /// <param name="firstPort">The blob port wanted; taken ports are passed over. 0 takes any free ones.</param>
    /// <exception cref="PrerequisiteException">Node is missing, npm failed, or Azurite did not start.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        int firstPort, string? dataFolder, AzuriteAccount account, Action<string> say, CancellationToken cancellationToken)
    {
        await Toolchain.EnsureAsync(say, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var node = new Process
            {
                StartInfo = Command(
                    firstPort == 0 ? AzuritePorts.Any : AzuritePorts.FreeFrom(firstPort), dataFolder, account),
                EnableRaisingEvents = true,
            };
            var output = new AzuriteOutput(node);
            try
            {
                var azurite = new AzuriteProcess(node, account, await ListeningAsync(node, output, cancellationToken));
                await BrowserAccess.AllowAsync(azurite.ConnectionString, cancellationToken);
                return azurite;
            }
            catch (PrerequisiteException) when (output.PortWasTaken && attempt < Attempts)
            {
                // Another start chose the same ports at the same moment; on the next look they are taken.
                node.Dispose();
            }
            catch
            {
                node.Dispose();
                throw;
            }
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

    private static async Task<AzuritePorts> ListeningAsync(
        Process node, AzuriteOutput output, CancellationToken cancellationToken)
    {
        node.Start();
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            // The end of the process is seen after all its output.
            await Task.WhenAny(output.Listening, node.WaitForExitAsync(limit.Token));
            if (output.Listening.IsCompletedSuccessfully)
                return await output.Listening;
            limit.Token.ThrowIfCancellationRequested();
            throw new PrerequisiteException(
                $"Azurite, the local storage, did not start: {output.Reason}. "
                    + $"If its files are damaged, delete {Toolchain.Package()} and start again.");
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PrerequisiteException(
                $"Azurite, the local storage, did not start within {StartLimit.TotalSeconds:0} seconds: {output.Reason}.",
                late);
        }
        finally
        {
            if (!output.Listening.IsCompletedSuccessfully && !node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Command(AzuritePorts ports, string? dataFolder, AzuriteAccount account)
    {
        string[] arguments =
        [
            "--import", $"data:text/javascript,{Uri.EscapeDataString(dataFolder is null ? EndAtOnce : EndSaved)}",
            Toolchain.Package("azurite", "dist", "src", "azurite.js"),
            "--blobPort", $"{ports.Blob}", "--queuePort", $"{ports.Queue}", "--tablePort", $"{ports.Table}",
            "--skipApiVersionCheck", "--disableTelemetry",
            .. dataFolder is null ? ["--inMemoryPersistence"] : new[] { "--location", dataFolder },
        ];
        return new ProcessStartInfo("node", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_ACCOUNTS"] = account.ToSetting() },
        };
    }
}
