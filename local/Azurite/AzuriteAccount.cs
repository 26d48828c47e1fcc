using System.Security.Cryptography;

namespace Pathway.Local.Azurite;

/// <summary>
/// A storage account of Azurite's. One of its own for each run: an app that finds somebody else's Azurite on its port
/// is refused there instead of reading and writing what is not its own.
/// </summary>
public sealed record AzuriteAccount(string Name, string Key)
{
    /// <summary>
    /// The one every Azurite has unless told otherwise, see
    /// https://learn.microsoft.com/azure/storage/common/storage-use-azurite.
    /// </summary>
    public static AzuriteAccount WellKnown { get; } =
        new(
            "devstoreaccount1",
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");

    public static AzuriteAccount Fresh() =>
        new(
            $"pathway{RandomNumberGenerator.GetHexString(12, lowercase: true)}",
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)));

    /// <summary>Reads what <see cref="ToSetting"/> wrote; null when it is something else.</summary>
    public static AzuriteAccount? Parse(string setting) =>
        setting.Trim().Split(':') is [{ Length: > 0 } name, { Length: > 0 } key] ? new(name, key) : null;

    /// <summary>The value of Azurite's setting <c>AZURITE_ACCOUNTS</c>.</summary>
    public string ToSetting() => $"{Name}:{Key}";

    /// <summary>Where the three services of this account answer.</summary>
    public string ConnectionString(AzuritePorts ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{Name};"
        + $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Name};"
        + $"TableEndpoint=http://127.0.0.1:{ports.Table}/{Name};";

    // The key is nobody's business in a log line.
    public override string ToString() => Name;
}
