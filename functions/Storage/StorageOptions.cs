using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Pathway.Functions.Storage;

/// <summary>
/// Where the programme's data is: the settings of the functions binding <c>DataStorage</c>, so that triggers and code cannot
/// disagree. Either one connection string (a laptop) or three service addresses with a managed identity (Azure).
/// </summary>
public sealed class StorageOptions
{
    public const string Connection = "DataStorage";

    public string? ConnectionString { get; set; }

    public Uri? BlobServiceUri { get; set; }

    public Uri? QueueServiceUri { get; set; }

    public Uri? TableServiceUri { get; set; }

    /// <summary>Client id of the user-assigned identity.</summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// Put before each table's and container's name, so that many programmes (and tests) share one account.
    /// Lower-case letters and digits.
    /// </summary>
    [RegularExpression("^([a-z][a-z0-9]{0,20})?$")]
    public string Prefix { get; set; } = "";

    /// <summary>Create tables, queues and containers at start. Azure's are created with the account.</summary>
    public bool CreateIfMissing { get; set; }

    /// <summary>The wait before a storage call is tried again, in milliseconds; it doubles from try to try.</summary>
    [Range(1, 60_000)]
    public int RetryDelayMilliseconds { get; set; } = 400;

    internal static void Bind(StorageOptions options, IConfiguration configuration)
    {
        configuration.GetSection("Storage").Bind(options);
        configuration.GetSection(Connection).Bind(options);
        options.ConnectionString = configuration[Connection];
    }
}
