using System.Runtime.InteropServices;

namespace Pathway.Local;

/// <summary>
/// Ctrl+C, a termination signal, a closed terminal or the end of the process that started this one (<c>dotnet
/// run</c>, killed): asks everything to stop once, and lets it.
/// </summary>
public sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource stop = new();
    private readonly List<IDisposable> watches = [];

    public StopSignal()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            watches.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Cancel();
            }));
        }

        // On Windows `dotnet run` holds its child in a job that ends with it.
        if (!OperatingSystem.IsWindows())
            watches.Add(WatchParent());
    }

    public CancellationToken Token => stop.Token;

    public void Dispose()
    {
        foreach (var watch in watches)
            watch.Dispose();
        stop.Dispose();
    }

    private ITimer WatchParent()
    {
        var parent = ParentId();
        return TimeProvider.System.CreateTimer(
            _ =>
            {
                if (ParentId() != parent)
                    Cancel();
            },
            state: null, Look, Look);
    }

    private void Cancel()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A last look or a second signal, when all is over.
        }
    }

    // An orphan is given to another parent: https://man7.org/linux/man-pages/man2/getppid.2.html
    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ParentId();
}
