namespace Azure.Data.Tables;

/// <summary>What every row has. A type of one's own that implements it is read and written by its public properties.</summary>
public interface ITableEntity
{
    /// <summary>At most 1 KiB; no <c>/ \ # ?</c> and no control characters.</summary>
    string PartitionKey { get; set; }

    /// <summary>Unique within the partition; the same limits as <see cref="PartitionKey"/>.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last changed the row. Never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The row's version as last read. Never sent with the row; conditions are given to each call.</summary>
    ETag ETag { get; set; }
}
