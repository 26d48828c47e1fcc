using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// Answers as an Excel workbook of one sheet. What reads as a number is one, everything else is text: nothing in it is
/// ever taken for a formula.
/// </summary>
public static class XlsxAnswer
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<IResult> FromAsync(
        string fileName,
        IReadOnlyList<string> header,
        IEnumerable<IReadOnlyList<string>> rows,
        CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancellationToken))
        {
            await book.StartWorksheetAsync("Figures", new WorksheetOptions { FrozenRows = 1 }, cancellationToken);
            var style = new Style();
            style.Font.Bold = true;
            var bold = book.AddStyle(style);
            await book.AddRowAsync([.. header.Select(name => new StyledCell(name, bold))], cancellationToken);
            foreach (var row in rows)
                await book.AddRowAsync([.. row.Select(Cell)], cancellationToken);
            await book.FinishAsync(cancellationToken);
        }

        return Results.File(file.ToArray(), ContentType, fileName);
    }

    // 007 is a name and stays one.
    private static DataCell Cell(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number.ToString("0.###", CultureInfo.InvariantCulture) == text
            ? new DataCell(number)
            : new DataCell(text);
}
