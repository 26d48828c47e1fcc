using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Pathway.Testing;

/// <summary>
/// Makes a table, queue or container when it is first asked for: most scenarios use few of them, and all that are there make
/// Azurite slower. Stands behind what counts and breaks the app's calls, so that nobody sees it.
/// </summary>
internal sealed partial class StorageOnDemand(string connection) : DelegatingHandler(OutgoingFaults.Network())
{
    private readonly TableServiceClient tables = new(connection);
    private readonly QueueServiceClient queues = new(connection);
    private readonly BlobServiceClient blobs = new(connection);
    private readonly ConcurrentDictionary<string, Lazy<Task>> made = new(StringComparer.Ordinal);

    /// <summary>Whether it was ever asked for: if not, nothing is in it.</summary>
    public bool HasTable(string name) => made.ContainsKey(name);

    /// <inheritdoc cref="HasTable"/>
    public bool HasContainer(string name) => made.ContainsKey(Container(name));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } uri)
            await PrepareAsync(request, uri, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task PrepareAsync(HttpRequestMessage request, Uri uri, CancellationToken cancellationToken)
    {
        if (Name(uri, tables.Uri) is { } table)
        {
            var name = table == "$batch"
                ? InBatch().Match(await request.Content!.ReadAsStringAsync(cancellationToken)).Groups["table"].Value
                : table;
            await MakeAsync(name, () => tables.CreateTableIfNotExistsAsync(name, CancellationToken.None));
        }
        else if (Name(uri, queues.Uri) is { } queue)
        {
            await MakeAsync(queue, () => queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: CancellationToken.None));
        }
        else if (Name(uri, blobs.Uri) is { } container)
        {
            await MakeAsync(
                Container(container),
                () => blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: CancellationToken.None));
        }
    }

    private Task MakeAsync(string name, Func<Task> make) => made.GetOrAdd(name, _ => new Lazy<Task>(make)).Value;

    private static string Container(string name) => $"/{name}";

    // The first segment is the account; what lists tables, queues or containers, or asks of the service, names none.
    private static string? Name(Uri uri, Uri service) =>
        uri.Port == service.Port && uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var name, ..]
            && name.Split('(')[0] is var first && first != "Tables"
            ? first
            : null;

    [GeneratedRegex(@"^(?:GET|POST|PUT|MERGE|PATCH|DELETE) https?://[^/]+/[^/]+/(?<table>\w+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InBatch();
}
