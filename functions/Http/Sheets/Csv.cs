using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// Answers as CSV (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe before it
/// (https://owasp.org/www-community/attacks/CSV_Injection).
/// </summary>
public static class Csv
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> StartsFormula = SearchValues.Create("=+-@\t\r");

    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        return text.ToString();
    }

    public static IResult Answer(
        string fileName, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        Results.File(Encoding.UTF8.GetBytes(Write(header, rows)), "text/csv; charset=utf-8", fileName);

    private static string Field(string text)
    {
        var safe = text.Length > 0
            && StartsFormula.Contains(text[0])
            && !double.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;
        return safe.AsSpan().ContainsAny(NeedsQuotes)
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
