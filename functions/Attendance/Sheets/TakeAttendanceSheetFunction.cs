using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>Who attended, as a tutor has it: a spreadsheet.</summary>
public sealed class TakeAttendanceSheetFunction(AttendanceSheets sheets, CollegeAccess access, CollegeQuota quota)
{
    private const int Limit = 1024 * 1024;

    [Function(nameof(TakeAttendanceSheet))]
    public Task<IResult> TakeAttendanceSheet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/colleges/{id}/attendance")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.AsReaderOf(request, id, async college =>
        {
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : null;
            if (request.Query["dryRun"].ToString() is not ("" or "true" or "false"))
                return Problem.Invalid("/dryRun", "must be true or false.");
            if (await RequestBody.ReadAsync(request, Limit, cancellationToken) is not { } body)
                return Problem.TooLarge($"The file may have at most {Limit} bytes.");
            if (!SheetFile.MayBe(body.Span, type?.MediaType.Value))
                return Problem.UnsupportedMediaType("Send a spreadsheet: text/csv, or an Excel workbook (.xlsx).");
            var sheet = await sheets.ReadAsync(college, body, type?.Charset.Value, cancellationToken);
            if (sheet.Count > AttendanceSheet.MostLines)
                return Problem.TooLarge(
                    $"A sheet may have at most {AttendanceSheet.MostLines} lines: send the rest in another.");
            var dryRun = request.Query["dryRun"] == "true";
            if (!dryRun && sheet.Lines.Count > 0 && quota.TryTake(college, sheet.Lines.Count) is { } wait)
                return Problem.TooMany($"The college's quota is {quota.PerMinute(college)} events a minute.", wait);
            var taken = await sheets.TakeAsync(college, sheet, dryRun, cancellationToken);
            return taken.Accepted == 0
                ? Problem.NothingTaken(sheet.Faults)
                : Results.Json(
                    taken,
                    PathwayJson.Plain,
                    statusCode: dryRun ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
        }, cancellationToken);
}
