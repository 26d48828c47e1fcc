namespace Azure.Data.Tables;

/// <summary>What an update does with properties the entity does not carry.</summary>
public enum TableUpdateMode
{
    /// <summary>Keeps them.</summary>
    Merge = 0,

    /// <summary>Removes them.</summary>
    Replace = 1,
}

public enum TableTransactionActionType
{
    /// <summary>Fails with 409 when the row exists.</summary>
    Add = 0,
    UpdateMerge = 1,
    UpdateReplace = 2,

    /// <summary>Unlike <see cref="TableClient.DeleteEntityAsync"/>, fails with 404 when the row is missing.</summary>
    Delete = 3,
    UpsertMerge = 4,
    UpsertReplace = 5,
}

/// <summary>
/// One step of an entity group transaction: at most 100 of one partition, each row once, 4 MiB together.
/// Without an ETag a delete is unconditional, and an update is an upsert: as in the package, the condition is then left out.
/// </summary>
public sealed class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    public TableTransactionActionType ActionType { get; } = actionType;

    public ITableEntity Entity { get; } = entity;

    public ETag ETag { get; } = etag;
}
