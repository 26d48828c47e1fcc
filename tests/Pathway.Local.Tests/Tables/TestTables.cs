using Azure.Data.Tables;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Tables;

/// <summary>Tables of a test's own in the run's Azurite.</summary>
internal sealed class TestTables(LocalStorage storage)
{
    public const string Account = "devstoreaccount1";
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static int names;

    public string ConnectionString => storage.ConnectionString;

    public static string NewName() => $"Table{Interlocked.Increment(ref names)}";

    public TableServiceClient Service(Action<TableClientOptions>? configure = null)
    {
        var options = new TableClientOptions();
        configure?.Invoke(options);
        return new TableServiceClient(ConnectionString, options);
    }

    /// <summary>There, and empty.</summary>
    public async Task<TableClient> NewTableAsync(Action<TableClientOptions>? configure = null)
    {
        var name = NewName();
        await Service().CreateTableIfNotExistsAsync(name, TestContext.Current.CancellationToken);
        return Service(configure).GetTableClient(name);
    }
}
