using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The words of the Table service's REST protocol. https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api</summary>
internal static class TableWire
{
    public const string Version = "2020-12-06";
    public const string Accept = "application/json;odata=minimalmetadata";
    public const string ContentType = "application/json;odata=nometadata";

    public static ResponseClassifier ConflictExpected { get; } = new Expecting(409);

    public static ResponseClassifier NotFoundExpected { get; } = new Expecting(404);

    public static string Row(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    /// <summary>The options that are given, as a query string; nothing when none is.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> options)
    {
        var query = "";
        foreach (var (name, value) in options)
        {
            if (value is not null)
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }

    private static string Key(string key) => Uri.EscapeDataString(TableQueryFilter.Escape(key));

    private sealed class Expecting(int status) : ResponseClassifier
    {
        public override bool IsErrorResponse(HttpMessage message) => message.Response.Status != status && base.IsErrorResponse(message);
    }
}
