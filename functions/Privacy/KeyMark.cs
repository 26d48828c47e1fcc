using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy;

/// <summary>
/// Looks at each start whether pseudonyms still begin where they did. Under another root every learner would be a new
/// one and everybody invited a stranger, silently: the app stops instead.
/// </summary>
public sealed partial class KeyMark(
    PathwayStorage storage, Keyring keyring, IHostApplicationLifetime lifetime, ILogger<KeyMark> logger) : IHostedService
{
    private const string Partition = "keys";
    private const string Row = "lasting";
    private const string Mark = "Mark";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TableClient table = storage.Table(StorageTable.Privacy);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        StoragePatience.Begin(Patience);
        try
        {
            if (await ReadOrWriteAsync(cancellationToken) == keyring.LastingMark)
                return;
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            // Nothing can be written either while storage is out; the next start looks again.
            Log.NotLooked(logger, StorageOutage.Words(outage));
            return;
        }

        Log.OtherRoot(logger);
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> ReadOrWriteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                Partition, Row, cancellationToken: cancellationToken);
            if (row.HasValue)
                return row.Value!.GetString(Mark);
            try
            {
                await table.AddEntityAsync(
                    new TableEntity(Partition, Row) { ["Mark"] = keyring.LastingMark }, cancellationToken);
            }
            catch (RequestFailedException there) when (there.Status == 409)
            {
                // Another instance was first: what it wrote counts.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Critical,
            "Keys__Root is not the root key this storage began with, and Keys__Previous or Keys__Kept does not lead to that one: "
            + "the app stops before it takes every learner for a new one. See docs/operate.md, Root key.")]
        public static partial void OtherRoot(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Whether the root key is still the one was not looked at: {Reason}")]
        public static partial void NotLooked(ILogger logger, string reason);
    }
}
