using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Turns each value of an interpolated filter into an OData literal. https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities</summary>
internal static class TableQueryFilter
{
    public static string Create(FormattableString filter)
    {
        var literals = new object[filter.ArgumentCount];
        for (var i = 0; i < literals.Length; i++)
            literals[i] = Literal(filter.GetArgument(i), i);
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    /// <summary>In a literal, and in the address of a row, a quotation mark is written twice.</summary>
    public static string Escape(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static string Literal(object? value, int index) => value switch
    {
        null => "null",
        bool x => x ? "true" : "false",
        sbyte or byte or short or ushort or int or uint or decimal or float or double => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        long or ulong => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) + "L",
        Guid x => $"guid'{x:D}'",
        byte[] x => $"X'{Convert.ToHexString(x)}'",
        BinaryData x => $"X'{Convert.ToHexString(x)}'",
        DateTimeOffset x => DateLiteral(x.UtcDateTime),
        DateTime x => DateLiteral(x.ToUniversalTime()),
        string x => $"'{Escape(x)}'",
        char x => $"'{Escape(x.ToString())}'",
        _ => throw new ArgumentException($"Unable to convert argument {index} from type {value.GetType()} to an OData literal.", nameof(value)),
    };

    private static string DateLiteral(DateTime utc) => $"datetime'{utc.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)}'";
}
