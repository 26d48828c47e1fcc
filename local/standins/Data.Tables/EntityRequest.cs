using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>One change to one row, sent alone or as a part of a transaction.</summary>
internal sealed record EntityRequest(RequestMethod Method, string Path, ITableEntity? Entity, IReadOnlyList<(string Name, string Value)> Headers)
{
    private static readonly (string, string) Json = ("Content-Type", TableWire.ContentType);

    public static EntityRequest Of(string table, TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => Add(table, action.Entity),
        TableTransactionActionType.UpdateMerge => Change(table, action.Entity, TableUpdateMode.Merge, action.ETag),
        TableTransactionActionType.UpdateReplace => Change(table, action.Entity, TableUpdateMode.Replace, action.ETag),
        TableTransactionActionType.Delete => Delete(table, action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        TableTransactionActionType.UpsertMerge => Change(table, action.Entity, TableUpdateMode.Merge, default),
        TableTransactionActionType.UpsertReplace => Change(table, action.Entity, TableUpdateMode.Replace, default),
        _ => throw new InvalidOperationException("Unknown request type."),
    };

    public static EntityRequest Add(string table, ITableEntity entity)
    {
        Check(entity);
        return new(RequestMethod.Post, table, entity, [("Prefer", "return-no-content"), Json]);
    }

    /// <param name="ifMatch">An empty one makes it an upsert.</param>
    public static EntityRequest Change(string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch)
    {
        Check(entity);
        var method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
        };
        return new(method, TableWire.Row(table, entity.PartitionKey, entity.RowKey), entity, ifMatch == default ? [Json] : [Json, ("If-Match", ifMatch.ToString())]);
    }

    public static EntityRequest Delete(string table, string partitionKey, string rowKey, ETag ifMatch)
    {
        CheckKeys(partitionKey, rowKey);
        return new(RequestMethod.Delete, TableWire.Row(table, partitionKey, rowKey), null, [("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString())]);
    }

    private static void CheckKeys(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
    }

    private static void Check(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        CheckKeys(entity.PartitionKey, entity.RowKey);
    }
}
