using Pathway.Local.Azurite;

namespace Pathway.Testing;

/// <summary>Azurite for the test process, started at first use; whatever still runs ends with the process.</summary>
public static class TestStorage
{
    private static readonly Lazy<Task<AzuriteProcess>> Azurite = new(StartAsync);

    private static int prefixes;

    /// <summary>One that lasts as long as the process.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Azurite.Value).ConnectionString;

    /// <summary>
    /// A prefix nobody else in this process has. Its zero keeps it out of base32 text, where it would be masked by
    /// chance.
    /// </summary>
    public static string NextPrefix() => $"t0{Interlocked.Increment(ref prefixes)}";

    internal static Task<AzuriteProcess> StartAsync() =>
        AzuriteProcess.StartAsync(firstPort: 0, dataFolder: null, Console.Error.WriteLine, CancellationToken.None);
}
