using Pathway.Chaos.People;
using Pathway.Chaos.Proxy;
using Pathway.GraphSimulator;
using Pathway.Local;
using Pathway.Testing;

namespace Pathway.Chaos.Stack;

/// <summary>
/// Everything there is: storage with its files, a simulated Graph, a proxy before each, and as many apps as are wanted.
/// </summary>
internal sealed class ChaosStack : IAsyncDisposable
{
    private readonly List<AppProcess?> apps = [];
    private readonly List<int> ports = [];
    private readonly string folder;
    private readonly ChaosStorage storage;

    private ChaosStack(string folder, ChaosStorage storage, GraphSimulator.GraphSimulator graph, FaultProxy graphProxy, int seed)
    {
        (this.folder, this.storage, Graph, GraphProxy) = (folder, storage, graph, graphProxy);
        Log = new AppLog(Path.Combine(folder, "app.log"));
        People = new Everybody(this, seed);
    }

    public ChaosStorage Storage => storage;

    public GraphSimulator.GraphSimulator Graph { get; }

    public FaultProxy GraphProxy { get; }

    public AppLog Log { get; }

    /// <summary>The manager and the colleges, who are honest and patient.</summary>
    public Everybody People { get; }

    /// <summary>Where the apps answer, those that are down too.</summary>
    public IReadOnlyList<Uri> Addresses => [.. ports.Select(port => new Uri($"http://127.0.0.1:{port}/"))];

    /// <summary>Storage, Graph and one app.</summary>
    public static async Task<ChaosStack> StartAsync(
        int seed, CancellationToken cancellationToken, int apps = 1, string log = "Information", string? worker = null)
    {
        var files = Directory.CreateTempSubdirectory("pathway-chaos-").FullName;
        var kept = await ChaosStorage.StartAsync(Path.Combine(files, "azurite"), cancellationToken);
        var graph = await GraphSimulator.GraphSimulator.StartAsync(new GraphSimulatorOptions(), cancellationToken);
        var stack = new ChaosStack(
            files,
            kept,
            graph,
            await FaultProxy.StartAsync(graph.Address, cancellationToken),
            seed)
        { LogLevel = log, Worker = worker ?? AppWorker.Assembly };
        try
        {
            for (var app = 0; app < apps; app++)
                await stack.StartAppAsync(app, cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>The least level that the app writes.</summary>
    public required string LogLevel { get; init; }

    /// <summary>The app's dll.</summary>
    public required string Worker { get; init; }

    public AppProcess App(int index) => apps[index] ?? throw new InvalidOperationException("This app is down.");

    public async Task StartAppAsync(int index, CancellationToken cancellationToken)
    {
        while (apps.Count <= index)
        {
            apps.Add(null);
            ports.Add(FreePort.Next());
        }

        // Graph's notifications and signed links lead through the app's own address, and so to the same port at every start.
        apps[index] = await AppProcess.StartAsync(
            new AppStart(Worker, storage.ConnectionString, GraphProxy.Address, ports[index], LogLevel), Log, cancellationToken);
    }

    public async Task KillAppAsync(int index)
    {
        var app = App(index);
        apps[index] = null;
        await app.KillAsync();
    }

    public async Task StopAppsAsync()
    {
        for (var index = 0; index < apps.Count; index++)
        {
            if (apps[index] is { } app)
                await app.DisposeAsync();
            apps[index] = null;
        }
    }

    /// <summary>What all workers hold in memory, see <see cref="AppProcess.WorkerBytesAsync"/>.</summary>
    public async Task<long> WorkerBytesAsync()
    {
        var sum = 0L;
        foreach (var app in apps.OfType<AppProcess>())
            sum += await app.WorkerBytesAsync();
        return sum;
    }

    /// <summary>
    /// What the app wrote and what storage keeps on disk, deleted work and rows included; by pieces of files that may be
    /// large.
    /// </summary>
    public IEnumerable<(string Where, byte[] Bytes)> Files()
    {
        const int Piece = 1 << 24;
        Log.Flush();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = Open(file);
            var (buffer, kept) = (new byte[Piece], 0);
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer, kept, buffer.Length - kept))
            {
                yield return (Path.GetRelativePath(folder, file), buffer[..(kept + read)]);

                // What begins at the end of one piece is found in the next.
                var tail = Math.Min(200, kept + read);
                Array.Copy(buffer, kept + read - tail, buffer, 0, tail);
                kept = tail;
            }
        }
    }

    // Storage saves a table into a file beside it, which then takes the other's name.
    private static Stream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException) when (file.EndsWith('~'))
        {
            return Open(file[..^1]);
        }
    }

    public async Task CalmAsync()
    {
        await storage.BeAsync(null);
        await GraphProxy.BeAsync(null);
        Graph.Modes = new SimulatorModes();
    }

    public async ValueTask DisposeAsync()
    {
        People.Dispose();
        await StopAppsAsync();
        await GraphProxy.DisposeAsync();
        await Graph.DisposeAsync();
        await storage.DisposeAsync();
        Log.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
