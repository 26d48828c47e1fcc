using Microsoft.Extensions.Options;

namespace Pathway.Functions.Storage;

public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        !string.IsNullOrEmpty(options.ConnectionString)
            || (options.BlobServiceUri is not null
                && options.QueueServiceUri is not null
                && options.TableServiceUri is not null)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "DataStorage is not set: give a connection string, or DataStorage__blobServiceUri, "
                    + "DataStorage__queueServiceUri and DataStorage__tableServiceUri.");
}
