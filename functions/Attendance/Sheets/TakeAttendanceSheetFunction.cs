using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>Who attended, as a tutor has it: a spreadsheet.</summary>
public sealed class TakeAttendanceSheetFunction(SheetIntake intake, CollegeAccess access)
{
    [Function(nameof(TakeAttendanceSheet))]
    public Task<IResult> TakeAttendanceSheet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/colleges/{id}/attendance")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.AsReaderOf(request, id, async college =>
        {
            if (request.Query["dryRun"].ToString() is not ("" or "true" or "false"))
                return Problem.Invalid("/dryRun", "must be true or false.");
            if (await RequestBody.ReadAsync(request, SheetIntake.Limit, cancellationToken) is not { } body)
                return Problem.TooLarge($"The file may have at most {SheetIntake.Limit} bytes.");
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : null;
            var dryRun = request.Query["dryRun"] == "true";
            var answer = await intake.TakeAsync(college, body, type, dryRun, cancellationToken);
            return answer.Refusal switch
            {
                SheetRefusal.NoSheet => Problem.UnsupportedMediaType(answer.Reason),
                SheetRefusal.TooLong => Problem.TooLarge(answer.Reason),
                SheetRefusal.OverQuota => Problem.TooMany(answer.Reason, answer.Wait!.Value),
                SheetRefusal.NothingTaken => Problem.NothingTaken(answer.Faults),
                _ => Results.Json(
                    answer.Taken,
                    PathwayJson.Plain,
                    statusCode: dryRun ? StatusCodes.Status200OK : StatusCodes.Status202Accepted),
            };
        }, cancellationToken);
}
