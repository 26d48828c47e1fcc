using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Where an account's tables are and how to sign for them.</summary>
internal sealed record TableAccount(string Name, Uri Endpoint, HttpPipelinePolicy Authentication)
{
    // The emulator's account is public: https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
    private const string DevelopmentAccount = "devstoreaccount1";
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string StorageScope = "https://storage.azure.com/.default";

    public static TableAccount Of(Uri endpoint, TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(NameIn(endpoint), endpoint, new BearerTokenAuthenticationPolicy(credential, StorageScope));
    }

    public static TableAccount Of(Uri endpoint, TableSharedKeyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(credential.AccountName, endpoint, new SharedKeyLitePolicy(credential));
    }

    /// <summary>Understands the emulator's short form, a TableEndpoint of its own, and an account with its EndpointSuffix.</summary>
    /// <exception cref="InvalidOperationException">It is not a list of <c>name=value</c>.</exception>
    /// <exception cref="ArgumentException">It lacks the account, its key or where it is.</exception>
    public static TableAccount Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Settings(connectionString);
        if (settings.GetValueOrDefault("UseDevelopmentStorage") == "true")
        {
            var host = new UriBuilder(settings.GetValueOrDefault("DevelopmentStorageProxyUri") ?? "http://127.0.0.1") { Port = 10002, Path = DevelopmentAccount };
            return Of(host.Uri, new TableSharedKeyCredential(DevelopmentAccount, DevelopmentKey));
        }

        if (!settings.TryGetValue("AccountName", out var account) || !settings.TryGetValue("AccountKey", out var key))
            throw new ArgumentException("Connection string parsing error", nameof(connectionString));

        if (!settings.TryGetValue("TableEndpoint", out var endpoint))
        {
            if (!settings.TryGetValue("EndpointSuffix", out var suffix))
                throw new ArgumentException("Connection string parsing error", nameof(connectionString));
            endpoint = $"{settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{account}.table.{suffix}";
        }

        return Of(new Uri(endpoint), new TableSharedKeyCredential(account, key));
    }

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = segment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InvalidOperationException("Connection string doesn't have value for keyword.");
            settings[segment[..equals].TrimEnd()] = segment[(equals + 1)..].TrimStart();
        }

        return settings;
    }

    // account.table.core.windows.net, or an emulator's 127.0.0.1:10002/account.
    private static string NameIn(Uri endpoint) =>
        endpoint.HostNameType == UriHostNameType.Dns && !endpoint.IsLoopback ? endpoint.Host.Split('.')[0] : endpoint.AbsolutePath.Trim('/').Split('/')[0];
}
