using Microsoft.Net.Http.Headers;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>Takes a file as somebody hands it in, by a call or on a page: whether it is a sheet, and how much may be sent.</summary>
public sealed class SheetIntake(AttendanceSheets sheets, CollegeQuota quota)
{
    /// <summary>Of a file, in bytes.</summary>
    public const int Limit = 1024 * 1024;

    /// <param name="college">Whose learners they are.</param>
    /// <param name="file">A file of at most <see cref="Limit"/>.</param>
    /// <param name="type">What its sender says it is; null where nobody does.</param>
    /// <param name="dryRun">Says what would be taken, and takes nothing.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    public async Task<SheetAnswer> TakeAsync(
        College college,
        ReadOnlyMemory<byte> file,
        MediaTypeHeaderValue? type,
        bool dryRun,
        CancellationToken cancellationToken)
    {
        if (!SheetFile.MayBe(file.Span, type?.MediaType.Value))
            return SheetAnswer.Refused(
                SheetRefusal.NoSheet, "Send a spreadsheet: text/csv, or an Excel workbook (.xlsx).");
        var sheet = await sheets.ReadAsync(college, file, type?.Charset.Value, cancellationToken);
        if (sheet.Count > AttendanceSheet.MostLines)
            return SheetAnswer.Refused(
                SheetRefusal.TooLong,
                $"A sheet may have at most {AttendanceSheet.MostLines} lines: send the rest in another.");
        if (!dryRun && sheet.Lines.Count > 0 && quota.TryTake(college, sheet.Lines.Count) is { } wait)
            return SheetAnswer.Refused(
                SheetRefusal.OverQuota, $"The college's quota is {quota.PerMinute(college)} events a minute.", wait);
        var taken = await sheets.TakeAsync(college, sheet, dryRun, cancellationToken);
        return taken.Accepted == 0
            ? new SheetAnswer(SheetRefusal.NothingTaken, "", null, sheet.Faults)
            : new SheetAnswer(SheetRefusal.None, "", taken, sheet.Faults);
    }
}
