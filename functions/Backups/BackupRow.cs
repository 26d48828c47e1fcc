using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace Pathway.Functions.Backups;

/// <summary>
/// A table row as a line: <c>["partition","row",{"Column":"i:42"}]</c>. Each value has its type before it, for the table
/// tells an int from a long and a time from a text, and so does the code that reads it.
/// </summary>
internal static class BackupRow
{
    private static readonly HashSet<string> Marks = new(
        ["PartitionKey", "RowKey", "Timestamp", "odata.etag"], StringComparer.Ordinal);

    public static string Write(TableEntity row) => JsonSerializer.Serialize(new object[]
    {
        row.PartitionKey,
        row.RowKey,
        row.Where(column => !Marks.Contains(column.Key) && column.Value is not null)
            .OrderBy(column => column.Key, StringComparer.Ordinal)
            .ToDictionary(column => column.Key, column => WriteValue(column.Value), StringComparer.Ordinal),
    });

    /// <exception cref="FormatException">The line was not written by <see cref="Write(TableEntity)"/>.</exception>
    public static TableEntity Read(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<JsonElement[]>(line) is not [var partition, var key, var columns])
                throw new FormatException("A line is no row.");
            var row = new TableEntity(ReadKey(partition), ReadKey(key));
            foreach (var column in columns.EnumerateObject())
                row[column.Name] = ReadValue(column.Value.GetString() ?? "");
            return row;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or OverflowException)
        {
            // No JSON; a column that is no text, or half a letter; a number that is too large for its type.
            throw new FormatException("A line is no row.", damaged);
        }
    }

    private static string ReadKey(JsonElement key) => key.GetString() ?? throw new FormatException("A line is no row.");

    private static string WriteValue(object value) => value switch
    {
        string text => $"s:{text}",
        byte[] bytes => $"b:{Convert.ToBase64String(bytes)}",
        BinaryData bytes => $"b:{Convert.ToBase64String(bytes.ToMemory().Span)}",
        bool yes => yes ? "t:" : "f:",
        int number => string.Create(CultureInfo.InvariantCulture, $"i:{number}"),
        long number => string.Create(CultureInfo.InvariantCulture, $"l:{number}"),
        double number => string.Create(CultureInfo.InvariantCulture, $"n:{number:R}"),
        DateTimeOffset at => $"d:{at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}",
        Guid id => $"g:{id}",
        _ => throw new FormatException($"A column of type {value.GetType().Name} cannot be kept."),
    };

    private static object ReadValue(string value)
    {
        if (value is not [var type, ':', .. var text])
            throw new FormatException("A column has no type.");
        return type switch
        {
            's' => text,
            'b' => Convert.FromBase64String(text),
            't' => true,
            'f' => false,
            'i' => int.Parse(text, CultureInfo.InvariantCulture),
            'l' => long.Parse(text, CultureInfo.InvariantCulture),
            'n' => double.Parse(text, CultureInfo.InvariantCulture),
            'd' => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            'g' => Guid.Parse(text),
            _ => throw new FormatException("A column is of no known type."),
        };
    }
}
