using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Uploads;

namespace Pathway.Functions.Pages.Resources;

/// <summary>
/// Takes a form's file: a script is told where to send it, and what comes with the form goes through the app.
/// </summary>
public sealed class FileDesk(ResourceUploads uploads, ResourceCatalogue catalogue, ResourcePages pages)
{
    public async Task<IResult> AcceptAsync(
        Visit visit, FilePlace place, FormWithFile form, CancellationToken cancellationToken)
    {
        if (form.Content is null)
            return Results.Json(place.ForScript(), PathwayJson.Plain);
        var outcome = await ReceiveAsync(place, form.Content, cancellationToken);
        if (UploadWords.For(outcome) is not { } fault)
            return Done.Go(place.Page, "uploaded");

        // A form is sent once: what it was to bring is not waited for, and another file is the next version.
        var resource = UploadWords.Ended(outcome) is { } reason
            ? await uploads.GiveUpAsync(place.Resource, place.Version, reason, CancellationToken.None)
            : await catalogue.FindAsync(place.Resource, cancellationToken);
        return resource is null
            ? await PageDoor.NotFound(visit, "resource")
            : await pages.ShowAsync(
                visit, resource, cancellationToken, new FormState(form.Fields, [new Fault("/file", fault)]));
    }

    /// <summary>The script says that it has sent the file.</summary>
    public async Task<IResult> CompleteAsync(ResourceId id, int version, CancellationToken cancellationToken)
    {
        var (outcome, _) = await uploads.CompleteAsync(id, version, cancellationToken);
        return UploadWords.For(outcome) is { } fault ? Problem.Conflict($"The file {fault}") : Results.NoContent();
    }

    private async Task<UploadOutcome> ReceiveAsync(FilePlace place, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            return (await uploads.ReceiveAsync(place.Resource, place.Version, content, cancellationToken)).Outcome;
        }
        catch (IOException)
        {
            // The form broke off within its file; nothing of it was kept.
            return UploadOutcome.NotArrived;
        }
    }
}
