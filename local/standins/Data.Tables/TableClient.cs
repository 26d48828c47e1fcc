using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>
/// The rows of one table. A refusal is a <see cref="RequestFailedException"/> whose ErrorCode is the service's:
/// 409 EntityAlreadyExists, 412 UpdateConditionNotSatisfied, 404 ResourceNotFound or TableNotFound.
/// </summary>
public sealed class TableClient
{
    private readonly TableRequests requests;

    internal TableClient(TableRequests requests, string name)
    {
        this.requests = requests;
        Name = name;
        Uri = new Uri($"{requests.Endpoint}/{name}");
    }

    public string Name { get; }

    public string AccountName => requests.AccountName;

    public Uri Uri { get; }

    /// <summary>A filter in which each interpolated value is a literal of its type, quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => TableQueryFilter.Create(filter);

    /// <summary>The raw response has status 409 when the table was there.</summary>
    public async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), await requests.CreateTableIfNotExistsAsync(Name, cancellationToken));

    /// <summary>
    /// A retry after a lost answer finds the row of the first try and throws 409 EntityAlreadyExists: who adds must know his own row.
    /// </summary>
    public async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await SendAsync(EntityRequest.Add(Name, entity), cancellationToken);

    public async Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await SendAsync(EntityRequest.Change(Name, entity, mode, default), cancellationToken);

    /// <param name="ifMatch">The version that is to be changed, or <see cref="ETag.All"/> for any; an empty one is an error.</param>
    public async Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        ifMatch == default
            ? throw new ArgumentException("Value cannot be empty.", nameof(ifMatch))
            : await SendAsync(EntityRequest.Change(Name, entity, mode, ifMatch), cancellationToken);

    /// <summary>A row that is missing answers 404 and does not throw.</summary>
    /// <param name="ifMatch">The version that is to go; an empty one means any.</param>
    public async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        await SendAsync(EntityRequest.Delete(Name, partitionKey, rowKey, ifMatch), cancellationToken, TableWire.NotFoundExpected);

    public async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await GetAsync(partitionKey, rowKey, select, null, cancellationToken);
        return Response.FromValue(EntityReader.ReadEntity<T>(response.Content), response);
    }

    /// <summary>A row that is missing, and a table that is missing, is a response without a value.</summary>
    public async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await GetAsync(partitionKey, rowKey, select, TableWire.NotFoundExpected, cancellationToken);
        return response.Status == 404 ? new NoEntity<T>(response) : Response.FromValue(EntityReader.ReadEntity<T>(response.Content), response);
    }

    /// <param name="maxPerPage">At most 1,000, which is also what is sent when none is asked for.</param>
    public AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = Columns(select);
        return new TablePages<T>(
            async (continuation, pageSize, token) =>
            {
                // The service may name a partition and no row; a space is in neither part, because both arrive encoded.
                var next = continuation?.Split(' ', 2) ?? [];
                var query = TableWire.Query(
                    ("$filter", filter),
                    ("$top", pageSize?.ToString(CultureInfo.InvariantCulture)),
                    ("$select", columns),
                    ("NextPartitionKey", next.Length > 0 ? next[0] : null),
                    ("NextRowKey", next.Length > 1 && next[1].Length > 0 ? next[1] : null));
                var response = await requests.SendAsync(requests.Create(RequestMethod.Get, $"{Name}(){query}"), token);
                return Page<T>.FromValues(EntityReader.ReadPage<T>(response.Content), Continuation(response), response);
            },
            maxPerPage,
            cancellationToken);
    }

    /// <summary>All of it or nothing of it. The responses stand in the order of the actions.</summary>
    /// <exception cref="TableTransactionFailedException">An action was refused.</exception>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    public async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var content = new TransactionContent(requests, Name);
        foreach (var action in transactionActions)
            content.Add(action);

        var message = requests.Create(RequestMethod.Post, "$batch");
        message.Request.Headers.SetValue("Content-Type", content.ContentType);
        message.Request.Content = content.Complete();
        var response = await requests.SendAsync(message, cancellationToken);
        var parts = TransactionResponse.Parse(response);
        if (parts is [{ Status: >= 400 } refusal])
            throw new TableTransactionFailedException(new RequestFailedException(refusal, null, TableErrors.Instance));

        return Response.FromValue<IReadOnlyList<Response>>(parts, response);
    }

    private Task<Response> GetAsync(string partitionKey, string rowKey, IEnumerable<string>? select, ResponseClassifier? expected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var path = TableWire.Row(Name, partitionKey, rowKey) + TableWire.Query(("$select", Columns(select)));
        return requests.SendAsync(requests.Create(RequestMethod.Get, path, expected), cancellationToken);
    }

    private Task<Response> SendAsync(EntityRequest entity, CancellationToken cancellationToken, ResponseClassifier? expected = null)
    {
        var message = requests.Create(entity.Method, entity.Path, expected);
        foreach (var (name, value) in entity.Headers)
            message.Request.Headers.Add(name, value);
        if (entity.Entity is { } body)
        {
            var buffer = new ArrayBufferWriter<byte>(512);
            using (var json = new Utf8JsonWriter(buffer))
                EntityWriter.Write(json, body);
            message.Request.Content = RequestContent.Create(buffer.WrittenMemory);
        }

        return requests.SendAsync(message, cancellationToken);
    }

    private static string? Columns(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    private static string? Continuation(Response response)
    {
        var hasPartition = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition);
        var hasRow = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row);
        return hasPartition || hasRow ? $"{partition} {row}" : null;
    }
}
