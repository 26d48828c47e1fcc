using System.Diagnostics;

namespace Pathway.Benchmarks;

/// <summary>The app in a process of its own: what memory and cold start need.</summary>
internal sealed class ChildApp : IAsyncDisposable
{
    /// <summary>The whole app on the local host.</summary>
    public const string Host = "--host";

    /// <summary>The webhooks as the cloud's worker has them.</summary>
    public const string Worker = "--worker";

    private readonly Process process;

    private ChildApp(Process process, string address, string secret)
    {
        (this.process, Load) = (process, new WebhookLoad("utc-bench", secret));
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public WebhookLoad Load { get; }

    /// <summary>Bytes of memory the process has resident.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>
    /// The child's side: serves until its input ends; on a line it answers with the assemblies that are loaded.
    /// </summary>
    public static async Task<int> ServeAsync(string kind, string connection, string prefix)
    {
        await using var host = kind == Host ? await BenchmarkApp.StartAsync(connection, prefix, runQueues: true) : null;
        await using var worker = kind == Worker ? await BareWorker.StartAsync(connection, prefix) : null;
        Console.WriteLine(host?.Address.ToString() ?? worker!.Urls.First());
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(
                string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name)));
        return 0;
    }

    public static async Task<ChildApp> StartAsync(string connection, string prefix, string secret, string kind = Host)
    {
        // The program's dll and not the program that runs: a test may be asking.
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(ChildApp).Assembly.Location, kind, connection, prefix])
        { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        var child = Process.Start(start)!;
        return new ChildApp(
            child,
            await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The app did not start."),
            secret);
    }

    public async Task<IReadOnlyList<string>> AssembliesAsync()
    {
        await process.StandardInput.WriteLineAsync("assemblies");
        await process.StandardInput.FlushAsync();
        return (await process.StandardOutput.ReadLineAsync() ?? "").Split(' ');
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
