using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities.Import;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities;

/// <summary>A term's plan in one file, looked at line by line before it is taken.</summary>
[Page]
public sealed class ImportOnPageFunction(PageDoor door, ActivityImport import)
{
    private const string Route = "activities/import";

    [Function(nameof(ImportForm))]
    public Task<IResult> ImportForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request) =>
        door.AsManager(request, visit => Task.FromResult<IResult>(Answer(visit, ImportModel.Start)));

    [Function(nameof(ImportOnPage))]
    public Task<IResult> ImportOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.SubmitInSteps(
            request,
            async (visit, form) =>
            {
                var file = new byte[form[FormFields.File].Length];
                if (!Convert.TryFromBase64String(form[FormFields.File], file, out var length) || length == 0)
                    return Answer(visit, Wrong("Choose a file."));
                var body = file.AsMemory(0, length);
                if (ImportKinds.Detect(body.Span, null) is not { } kind)
                    return Answer(visit, Wrong("The file is no spreadsheet (CSV or Excel) and no calendar (.ics)."));
                var (done, faults) = await import.RunAsync(
                    body, kind, null, dryRun: !form.Saves, cancellationToken);
                return Answer(visit, done is null
                    ? ImportModel.Start with { Faults = [.. faults.Told], More = faults.More }
                    : new ImportModel(done, done.DryRun ? form[FormFields.File] : "", [], 0));
            },
            FormFields.FileLimit);

    private static ImportModel Wrong(string reason) => ImportModel.Start with { Faults = [new Fault("", reason)] };

    private static PageAnswer<ImportPage, ImportModel> Answer(Visit visit, ImportModel model) =>
        new(visit, model, model.Faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
