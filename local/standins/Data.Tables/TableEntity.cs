using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>
/// A row as a bag of properties: string, int, long, double (not infinite), bool, DateTimeOffset, Guid, byte[] or BinaryData. A property that is
/// null is not stored. A row that was read also holds its Timestamp, and its ETag under <c>odata.etag</c>; neither is sent.
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    internal const string EtagName = "odata.etag";

    public TableEntity()
        : this([])
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this([])
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    internal TableEntity(Dictionary<string, object?> properties)
    {
        Properties = properties;
    }

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey))!;
        set => Properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey))!;
        set => Properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => Properties[nameof(Timestamp)] = value;
    }

    public ETag ETag
    {
        get => new(GetString(EtagName)!);
        set => Properties[EtagName] = value.ToString();
    }

    public ICollection<string> Keys => Properties.Keys;

    public int Count => Properties.Count;

    ICollection<object?> IDictionary<string, object?>.Values => Properties.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    internal Dictionary<string, object?> Properties { get; }

    /// <summary>Null when there is no such property. An int given to a long or a double property stays a long or a double.</summary>
    public object? this[string key]
    {
        get => Properties.GetValueOrDefault(key);
        set => Properties[key] = (Properties.GetValueOrDefault(key), value) switch
        {
            (double, int number) => (double)number,
            (long, int number) => (long)number,
            (string, DateTime or DateTimeOffset) => value.ToString(),
            _ => value,
        };
    }

    // Each getter answers null for a property that is absent, and throws InvalidOperationException for one of another type.
    public string? GetString(string key) => Get<string>(key);

    public bool? GetBoolean(string key) => Get<bool?>(key);

    public int? GetInt32(string key) => Get<int?>(key);

    public long? GetInt64(string key) => Get<long?>(key);

    public double? GetDouble(string key) => Get<double?>(key);

    public Guid? GetGuid(string key) => Get<Guid?>(key);

    public DateTimeOffset? GetDateTimeOffset(string key) => this[key] is DateTime time ? new DateTimeOffset(time) : Get<DateTimeOffset?>(key);

    public byte[]? GetBinary(string key) => Get<byte[]>(key);

    public BinaryData? GetBinaryData(string key) => this[key] is byte[] bytes ? new BinaryData(bytes) : Get<BinaryData>(key);

    /// <summary>The same as the indexer: adding what is there replaces it.</summary>
    public void Add(string key, object? value) => this[key] = value;

    public bool ContainsKey(string key) => Properties.ContainsKey(key);

    public bool Remove(string key) => Properties.Remove(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => Properties.TryGetValue(key, out value);

    public void Clear() => Properties.Clear();

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => this[item.Key] = item.Value;

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => ((ICollection<KeyValuePair<string, object?>>)Properties).Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, object?>>)Properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) => ((ICollection<KeyValuePair<string, object?>>)Properties).Remove(item);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => Properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Properties.GetEnumerator();

    private T? Get<T>(string key) => this[key] switch
    {
        null => default,
        T value => value,
        var other => throw new InvalidOperationException($"Cannot return {typeof(T)} type for a {other.GetType()} typed property."),
    };
}
