using System.Globalization;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one account.</summary>
public sealed class TableServiceClient
{
    private readonly TableRequests requests;

    /// <param name="connectionString">The emulator's short form, or AccountName and AccountKey with TableEndpoint or EndpointSuffix.</param>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(TableAccount.Parse(connectionString), options)
    {
    }

    /// <param name="endpoint">https only: a token is not sent over a line that can be read.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableAccount.Of(endpoint, tokenCredential), options)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(TableAccount.Of(endpoint, credential), options)
    {
    }

    private TableServiceClient(TableAccount account, TableClientOptions? options)
    {
        requests = new TableRequests(account, options);
    }

    /// <summary>Shares this client's pipeline; asks nothing of the service.</summary>
    public TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(requests, tableName);
    }

    /// <summary>The raw response has status 409 when the table was there.</summary>
    public async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return Response.FromValue(new TableItem(tableName), await requests.CreateTableIfNotExistsAsync(tableName, cancellationToken));
    }

    /// <summary>A table that is missing answers 404 and does not throw.</summary>
    public Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return requests.SendAsync(requests.Create(RequestMethod.Delete, $"Tables('{tableName}')", TableWire.NotFoundExpected), cancellationToken);
    }

    /// <param name="filter">On <c>TableName</c> alone.</param>
    public AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePages<TableItem>(
            async (continuation, pageSize, token) =>
            {
                var query = TableWire.Query(("$filter", filter), ("$top", pageSize?.ToString(CultureInfo.InvariantCulture)), ("NextTableName", continuation));
                var response = await requests.SendAsync(requests.Create(RequestMethod.Get, "Tables" + query), token);
                var next = response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var name) ? name : null;
                return Page<TableItem>.FromValues(EntityReader.ReadTables(response.Content), next, response);
            },
            maxPerPage,
            cancellationToken);
}
