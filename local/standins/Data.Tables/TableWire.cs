namespace Azure.Data.Tables;

/// <summary>The words of the Table service's REST protocol. https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api</summary>
internal static class TableWire
{
    public const string Version = "2020-12-06";
    public const string Accept = "application/json;odata=minimalmetadata";
    public const string ContentType = "application/json;odata=nometadata";

    public static RequestContext ConflictExpected { get; } = Expecting(409);

    public static RequestContext NotFoundExpected { get; } = Expecting(404);

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

    private static RequestContext Expecting(int status)
    {
        var context = new RequestContext();
        context.AddClassifier(status, isError: false);
        return context;
    }
}
