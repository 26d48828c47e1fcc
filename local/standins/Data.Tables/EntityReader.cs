using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>
/// Reads rows straight from the answer's bytes. Rows of a page mostly have the same properties in the same order, so a
/// property's name is looked for where the row before had it, and is one string for the whole page.
/// </summary>
internal sealed class EntityReader
{
    private readonly List<(string Name, string? Annotates)> names = [];

    /// <summary>One row: the answer's whole body.</summary>
    public static T ReadEntity<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        return new EntityReader().Read<T>(ref json);
    }

    /// <summary>A page of rows: <c>{"odata.metadata":…,"value":[…]}</c>.</summary>
    public static List<T> ReadPage<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        var reader = new EntityReader();
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = json.ValueTextEquals("value"u8);
            json.Read();
            if (!isValue)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                rows.Add(reader.Read<T>(ref json));
        }

        return rows;
    }

    /// <summary>A page of tables.</summary>
    public static List<TableItem> ReadTables(BinaryData body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(table => new TableItem(table.GetProperty("TableName").GetString()!))];
    }

    private T Read<T>(ref Utf8JsonReader json)
        where T : class, ITableEntity =>
        typeof(T) == typeof(TableEntity)
            ? (T)(object)new TableEntity(ReadProperties(ref json, typed: true))
            : EntityShape.Of(typeof(T)).Read<T>(ReadProperties(ref json, typed: false));

    // An annotation stands directly before what it annotates (OData JSON Format 3.0). Untyped leaves values as JSON has them.
    private Dictionary<string, object?> ReadProperties(ref Utf8JsonReader json, bool typed)
    {
        var properties = new Dictionary<string, object?>(names.Count, StringComparer.Ordinal);
        (string? Of, string? Type) annotation = default;
        for (var column = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; column++)
        {
            var (name, annotates) = NameAt(column, ref json);
            json.Read();
            if (annotates is not null)
                annotation = (annotates, json.GetString());
            else if (name != "odata.metadata")
                properties[name] = typed ? Typed(ref json, name == annotation.Of ? annotation.Type : TypeOf(name)) : Plain(ref json);
        }

        return properties;
    }

    private (string Name, string? Annotates) NameAt(int column, ref Utf8JsonReader json)
    {
        if (column < names.Count && json.ValueTextEquals(names[column].Name))
            return names[column];

        var name = json.GetString()!;
        var known = (name, name.EndsWith(EntityWriter.AnnotationSuffix, StringComparison.Ordinal) ? name[..^EntityWriter.AnnotationSuffix.Length] : null);
        if (column < names.Count)
            names[column] = known;
        else
            names.Add(known);
        return known;
    }

    // The service's own property is never annotated.
    private static string? TypeOf(string name) => name == nameof(ITableEntity.Timestamp) ? "Edm.DateTime" : null;

    private static object? Typed(ref Utf8JsonReader json, string? type)
    {
        if (json.TokenType == JsonTokenType.Number)
            return type == "Edm.Double" ? json.GetDouble() : Plain(ref json);
        if (json.TokenType != JsonTokenType.String)
            return Plain(ref json);

        return type switch
        {
            "Edm.Int64" => long.Parse(json.ValueSpan, CultureInfo.InvariantCulture),
            "Edm.DateTime" => json.GetDateTimeOffset(),
            "Edm.Guid" => json.GetGuid(),
            "Edm.Binary" => json.GetBytesFromBase64(),
            "Edm.Double" => double.Parse(json.ValueSpan, CultureInfo.InvariantCulture),
            _ => json.GetString(),
        };
    }

    private static object? Plain(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString(),
        JsonTokenType.Number when json.TryGetInt32(out var number) => number,
        JsonTokenType.Number when json.TryGetInt64(out var number) => number,
        JsonTokenType.Number => json.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw new JsonException($"A row has a property of JSON type {json.TokenType}."),
    };
}
