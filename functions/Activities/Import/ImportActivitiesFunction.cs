using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>A term's plan in one file.</summary>
public sealed class ImportActivitiesFunction(ActivityImport import, CallerReader callers)
{
    private const int Limit = 1024 * 1024;

    [Function(nameof(ImportActivities))]
    public Task<IResult> ImportActivities(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/activities/import")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : null;
            if (request.Query["dryRun"].ToString() is not ("" or "true" or "false"))
                return Problem.Invalid("/dryRun", "must be true or false.");
            if (await RequestBody.ReadAsync(request, Limit, cancellationToken) is not { } body)
                return Problem.TooLarge($"The file may have at most {Limit} bytes.");
            if (ImportKinds.Detect(body.Span, type?.MediaType.Value) is not { } kind)
                return Problem.UnsupportedMediaType(
                    "Send a spreadsheet (text/csv, or an Excel workbook, .xlsx) or a calendar (text/calendar).");
            var (done, faults) = await import.RunAsync(
                body, kind, type?.Charset.Value, request.Query["dryRun"] == "true", cancellationToken);
            return done is null ? Problem.Invalid(faults) : Results.Json(done, PathwayJson.Plain);
        });
}
