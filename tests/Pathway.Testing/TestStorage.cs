using Pathway.Local.Azurite;

namespace Pathway.Testing;

/// <summary>One Azurite for the test process, started at first use; it ends with the process.</summary>
public static class TestStorage
{
    private static readonly Lazy<Task<AzuriteProcess>> Azurite =
        new(() => AzuriteProcess.StartAsync(firstPort: 0, dataFolder: null, Console.Error.WriteLine, CancellationToken.None));

    private static int prefixes;

    public static async Task<string> ConnectionStringAsync() => (await Azurite.Value).ConnectionString;

    /// <summary>A prefix nobody else in this process has. Its zero keeps it out of base32 text, where it would be masked by chance.</summary>
    public static string NextPrefix() => $"t0{Interlocked.Increment(ref prefixes)}";
}
