using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Ingest;
using Pathway.Functions.Resources.Uploads;
using Pathway.Functions.Storage;
using Pathway.Local.Azurite;

namespace Pathway.Benchmarks;

/// <summary>
/// A large video: the rate of checking and publishing it against a bare SHA-256 over the same stream, what the app's
/// memory grows by meanwhile, and what a page of a large catalogue costs. INGEST_MIB sets the video's size; the
/// default is 1,024.
/// </summary>
internal sealed class IngestBenchmark : IBenchmark
{
    private const int Rounds = 4;
    private const int RoundMiB = 128;
    private const int CatalogueSize = 5_000;

    private static readonly int LargeMiB = int.Parse(
        Environment.GetEnvironmentVariable("INGEST_MIB") ?? "1024", CultureInfo.InvariantCulture);

    public string Name => "ingest";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        // On disk: in memory, the video would stand in Azurite's way.
        var folder = Directory.CreateTempSubdirectory("pathway-ingest");
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(
                0, folder.FullName, Console.Error.WriteLine, cancellationToken);
            return
            [
                await RateAsync(azurite.ConnectionString),
                await GrowthAsync(azurite.ConnectionString, cancellationToken),
                await CallsAsync(azurite.ConnectionString, cancellationToken),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<BenchmarkRow> RateAsync(string connection)
    {
        await using var app = await BenchmarkApp.StartAsync(connection, "rate");
        var videos = new List<(string Id, BlobClient Upload)>();
        for (var round = 0; round <= Rounds; round++)
            videos.Add(await UploadAsync(app.Client, round, RoundMiB));

        var (published, ingest) = (app.Get<PublishedFiles>(), app.Get<ResourceIngest>());
        var (rate, floor, ratio) = await Benchmarks.Rounds.RatesAsync(
            Rounds,
            async round =>
            {
                await ingest.RunAsync(new IngestRequest(videos[round].Id, 1), CancellationToken.None);
                return RoundMiB;
            },
            async round =>
            {
                // Before or after it is published, the same bytes are there to be read.
                var source = await app.Get<PathwayStorage>()
                    .Container(StorageContainer.Uploads)
                    .GetBlobClient(videos[round].Upload.Name)
                    .ExistsAsync()
                    ? app.Get<PathwayStorage>()
                        .Container(StorageContainer.Uploads)
                        .GetBlobClient(videos[round].Upload.Name)
                    : published.BlobOf(
                        (await app.Get<ResourceCatalogue>().FindAsync(ResourceId.Parse(videos[round].Id), CancellationToken.None))!.Current!.Sha256!);
                await using var stream = (await source.DownloadStreamingAsync()).Value.Content;
                await SHA256.HashDataAsync(stream);
                return RoundMiB;
            });
        return new BenchmarkRow(
            Name,
            rate,
            "MiB/s",
            floor,
            ratio,
            $"check, hash and publish {RoundMiB} MiB, against SHA-256 over the same blob");
    }

    private static async Task<BenchmarkRow> GrowthAsync(string connection, CancellationToken cancellationToken)
    {
        await using var child = await ChildApp.StartAsync(connection, "growth", "whsec_AA==");
        await PublishAsync(child, 0, 32, cancellationToken);
        var before = child.ResidentBytes;
        var most = await PublishAsync(child, 1, LargeMiB, cancellationToken);
        return new BenchmarkRow(
            "ingest-growth",
            (most - before) / 1_048_576.0,
            "MB",
            null,
            null,
            $"resident memory over a {LargeMiB} MiB video, uploaded and published, from {before / 1_048_576} MB; 32 is the limit");
    }

    private static async Task<BenchmarkRow> CallsAsync(string connection, CancellationToken cancellationToken)
    {
        await using var app = await BenchmarkApp.StartAsync(connection, "calls");
        var table = app.Get<PathwayStorage>().Table(StorageTable.Resources);
        for (var start = 0; start < CatalogueSize; start += 50)
        {
            var rows = Enumerable.Range(start + 1, 50).Select(RowOf).Append(ResourceRow.OfEdition(start + 50));
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
                cancellationToken);
            if (start + 50 == CatalogueSize - 500)
                await app.Get<ResourceCatalogue>().KeepSnapshotAsync(cancellationToken);
        }

        await using var cold = await BenchmarkApp.StartAsync(connection, "calls");
        var first = await PageAsync(cold, cancellationToken);
        var next = await PageAsync(cold, cancellationToken);
        return new BenchmarkRow(
            "catalogue-calls",
            first,
            "calls/page",
            null,
            null,
            $"GET /api/resources?q= over {CatalogueSize} on an instance that starts; {next} on one that runs; 2 is the limit");
    }

    private static async Task<int> PageAsync(BenchmarkApp app, CancellationToken cancellationToken)
    {
        app.Outgoing.Watch();
        await app.Client.GetStringAsync("/api/resources?q=resource", cancellationToken);
        return app.Outgoing.Count;
    }

    private static TableEntity RowOf(int number)
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-number);
        var version = new ResourceVersion(
            1,
            $"upload{number:D12}",
            "video.mp4",
            "video/mp4",
            at)
        { State = ResourceState.Published, DecidedAt = at, Size = 1, Sha256 = new string('0', 64) };
        return ResourceRow.From(
            new Resource(
                ResourceId.Parse($"resource-{number}"),
                new ResourceDefinition { Title = $"Resource {number}", Kind = "video" },
                [version],
                at),
            number);
    }

    /// <summary>
    /// Uploads and publishes a video, and answers the most memory the app had resident from the first byte to the
    /// last.
    /// </summary>
    private static async Task<long> PublishAsync(
        ChildApp child, int number, int megabytes, CancellationToken cancellationToken)
    {
        var most = 0L;
        var (id, _) = await UploadAsync(
            child.Client, number, megabytes, () => most = Math.Max(most, child.ResidentBytes));
        using var completed = await child.Client.PostAsync(
            $"/api/resources/{id}/versions/1/complete", null, cancellationToken);
        completed.EnsureSuccessStatusCode();
        while (true)
        {
            most = Math.Max(most, child.ResidentBytes);
            var state = (await child.Client.GetFromJsonAsync<JsonElement>($"/api/resources/{id}", cancellationToken))
                .GetProperty("state")
                .GetString();
            if (state == "published")
                return most;
            if (state != "checking")
                throw new InvalidOperationException($"The video is {state}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<(string Id, BlobClient Upload)> UploadAsync(
        HttpClient client, int number, int megabytes, Action? whileUploading = null)
    {
        using var response = await client.PostAsJsonAsync(
            "/api/resources",
            new { title = $"Video {number}", kind = "video", fileName = "video.mp4", contentType = "video/mp4" });
        response.EnsureSuccessStatusCode();
        var created = await response.Content.ReadFromJsonAsync<JsonElement>();
        var blob = new BlobClient(new Uri(created.GetProperty("uploadUrl").GetString()!));
        await using var video = new VideoStream(number, megabytes * 1_048_576L, whileUploading);
        await blob.UploadAsync(
            video,
            new BlobUploadOptions { TransferOptions = new StorageTransferOptions { InitialTransferSize = 4 << 20, MaximumTransferSize = 4 << 20, MaximumConcurrency = 2 } });
        return (created.GetProperty("id").GetString()!, blob);
    }
}
