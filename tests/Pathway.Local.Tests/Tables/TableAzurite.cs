using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pathway.Local.Tests.Tables;

[assembly: AssemblyFixture(typeof(TableAzurite))]

namespace Pathway.Local.Tests.Tables;

/// <summary>One Azurite table service for the assembly, on a free port and in memory.</summary>
public sealed class TableAzurite : IAsyncLifetime
{
    public const string Account = "devstoreaccount1";
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? process;
    private int tables;

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={Endpoint};";

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        Endpoint = new Uri($"http://127.0.0.1:{port}/{Account}");
        process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Root(), "node_modules/azurite/dist/src/table/main.js"), "--tablePort", $"{port}", "--inMemoryPersistence", "--silent"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("successfully", StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException($"Azurite did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    public TableServiceClient Service(Action<TableClientOptions>? configure = null)
    {
        var options = new TableClientOptions();
        configure?.Invoke(options);
        return new TableServiceClient(ConnectionString, options);
    }

    /// <summary>A table of this test's own, there and empty.</summary>
    public async Task<TableClient> NewTableAsync(Action<TableClientOptions>? configure = null)
    {
        var name = NewName();
        await Service().CreateTableIfNotExistsAsync(name, TestContext.Current.CancellationToken);
        return Service(configure).GetTableClient(name);
    }

    public string NewName() => $"Table{Interlocked.Increment(ref tables)}";

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
