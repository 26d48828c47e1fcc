using Pathway.Chaos.Proxy;
using Pathway.Local.Azurite;

namespace Pathway.Chaos.Stack;

/// <summary>
/// An Azurite on a folder of its own, behind a proxy for each of its three services; it can be stopped, copied and put back.
/// </summary>
internal sealed class ChaosStorage : IAsyncDisposable
{
    private readonly AzuriteAccount account;
    private readonly string folder;
    private readonly FaultProxy[] proxies;
    private AzuriteProcess azurite;

    private ChaosStorage(string folder, AzuriteAccount account, AzuriteProcess azurite, FaultProxy[] proxies)
    {
        (this.folder, this.account, this.azurite, this.proxies) = (folder, account, azurite, proxies);
        ConnectionString = account.ConnectionString(new AzuritePorts(proxies[0].Port, proxies[1].Port, proxies[2].Port));
    }

    /// <summary>Through the proxies: the app's.</summary>
    public string ConnectionString { get; }

    /// <summary>Past the proxies: the reckoning's.</summary>
    public string Direct => azurite.ConnectionString;

    /// <summary>Calls that met with trouble so far.</summary>
    public long Struck => proxies.Sum(proxy => proxy.Struck);

    public static async Task<ChaosStorage> StartAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var fresh = AzuriteAccount.Fresh();
        var process = await StartAzuriteAsync(folder, fresh, cancellationToken);
        var before = new List<FaultProxy>();
        foreach (var target in Targets(process))
            before.Add(await FaultProxy.StartAsync(target, cancellationToken));
        return new ChaosStorage(folder, fresh, process, [.. before]);
    }

    /// <summary>All three services at once.</summary>
    public async Task BeAsync(Trouble? trouble)
    {
        foreach (var proxy in proxies)
            await proxy.BeAsync(trouble);
    }

    /// <summary>Stops it in order, lets something happen to its files, and starts it again.</summary>
    public async Task WhileStoppedAsync(Action<string> happen, CancellationToken cancellationToken)
    {
        await azurite.DisposeAsync();
        happen(folder);
        azurite = await StartAzuriteAsync(folder, account, cancellationToken);
        foreach (var (proxy, target) in proxies.Zip(Targets(azurite)))
            proxy.Target = target;
    }

    public static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in proxies)
            await proxy.DisposeAsync();
        await azurite.DisposeAsync();
    }

    private static Task<AzuriteProcess> StartAzuriteAsync(string folder, AzuriteAccount account, CancellationToken cancellationToken) =>
        AzuriteProcess.StartAsync(firstPort: 0, folder, account, Console.Error.WriteLine, cancellationToken);

    private static IEnumerable<Uri> Targets(AzuriteProcess azurite) =>
        new[] { azurite.Ports.Blob, azurite.Ports.Queue, azurite.Ports.Table }.Select(port => new Uri($"http://127.0.0.1:{port}/"));
}
