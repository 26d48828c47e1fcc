using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// The whole catalogue in one blob, some changes behind: an instance that starts reads it and then only what changed since, two
/// calls for any number of resources. An older one written over a newer one costs a longer second call, nothing else.
/// </summary>
public sealed class CatalogueSnapshot(PathwayStorage storage)
{
    private readonly BlobClient blob = storage.Container(StorageContainer.Resources).GetBlobClient("catalogue.json");

    /// <summary>The edition it was taken at and the resources of then; edition -1 and none when there is no snapshot.</summary>
    public async Task<(long Edition, IReadOnlyList<Resource> Resources)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            var kept = JsonSerializer.Deserialize<Kept>(content.Value.Content, PathwayJson.Plain)!;
            return (kept.Edition, [.. kept.Rows.Select(row => ResourceRow.Read(row.ToEntity()))]);
        }
        catch (Exception none) when (none is RequestFailedException { Status: 404 } or JsonException)
        {
            // Not there yet, or of another form: the table has it all.
            return (-1, []);
        }
    }

    public async Task WriteAsync(long edition, IEnumerable<Resource> resources, CancellationToken cancellationToken)
    {
        var kept = new Kept(edition, [.. resources.Select(resource => Row.From(ResourceRow.From(resource, edition)))]);
        await blob.UploadAsync(
            BinaryData.FromObjectAsJson(kept, PathwayJson.Plain), overwrite: true, cancellationToken);
    }

    private sealed record Kept(long Edition, IReadOnlyList<Row> Rows);

    private sealed record Row(
        string Id,
        byte[] Definition,
        byte[] Versions,
        DateTimeOffset CreatedAt,
        int Revision,
        DateTimeOffset? WithdrawnAt)
    {
        public static Row From(TableEntity row) => new(
            row.RowKey,
            row.GetBinary("Definition")!,
            row.GetBinary("Versions")!,
            row.GetDateTimeOffset("CreatedAt") ?? default,
            row.GetInt32("Revision") ?? 1,
            row.GetDateTimeOffset("WithdrawnAt"));

        public TableEntity ToEntity() => new(ResourceRow.Partition, Id)
        {
            ["Definition"] = Definition,
            ["Versions"] = Versions,
            ["CreatedAt"] = CreatedAt,
            ["Revision"] = Revision,
            ["WithdrawnAt"] = WithdrawnAt,
        };
    }
}
