using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Links;
using Pathway.Functions.Resources.Uploads;

namespace Pathway.Functions.Pages.Resources;

/// <summary>The files and the links of a resource.</summary>
[Page]
public sealed class ManageVersionPagesFunction(
    PageDoor door,
    ResourceDoor room,
    ResourcePublishing publishing,
    CollegeLinks links,
    FileDesk desk,
    ResourcePages pages)
{
    private const string Versions = "resources/{id}/versions";

    [Function(nameof(ReplaceFile))]
    public Task<IResult> ReplaceFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Versions)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.SubmitFile(
            request,
            id,
            async (visit, form, resource) =>
            {
                var (faults, file) = (new List<Fault>(), new VersionRequest(form.FileName, form.ContentType));
                if (!file.Validate(faults))
                    return await pages.ShowAsync(visit, resource, cancellationToken, new FormState(form.Fields, faults));
                var (change, _, version, address) = await publishing.AddVersionAsync(
                    resource.Id, file.Cleaned(), UploadWord.For(request), cancellationToken);
                return UploadWords.For(change) is { } fault
                    ? await pages.ShowAsync(
                        visit, resource, cancellationToken, new FormState(form.Fields, [new Fault("/file", fault)]))
                    : await desk.AcceptAsync(
                        visit, new FilePlace(resource.Id, version, address!, file.Cleaned()), form, cancellationToken);
            },
            cancellationToken);

    [Function(nameof(CompleteFile))]
    public Task<IResult> CompleteFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Versions + "/{version:int}/complete")] HttpRequest request,
        string id,
        int version,
        CancellationToken cancellationToken) =>
        door.Submit(request, (_, _) => desk.CompleteAsync(Key(id), version, cancellationToken));

    [Function(nameof(WithdrawVersionOnPage))]
    public Task<IResult> WithdrawVersionOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Versions + "/{version:int}/withdraw")] HttpRequest request,
        string id,
        int version,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, form, resource) =>
            {
                var (change, _) = await publishing.WithdrawVersionAsync(
                    resource.Id, version, form.AsShown, cancellationToken);
                return change switch
                {
                    ResourceChange.Unknown => await PageDoor.NotFound(visit, "version"),
                    ResourceChange.ChangedSince => await pages.ShowAsync(
                        visit,
                        resource,
                        cancellationToken,
                        new FormState(form, [new Fault("", "Somebody else changed the resource meanwhile: look again.")])),
                    _ => Done.Go(PageAddress.To(resource.Id), "withdrawn"),
                };
            },
            cancellationToken);

    [Function(nameof(MakeLink))]
    public Task<IResult> MakeLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "resources/{id}/links")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, form, resource) =>
            {
                var lastDay = form["expires"] is { Length: > 0 } day ? $"{day}T23:59:59Z" : null;
                var (link, faults, _) = await links.CreateAsync(
                    id, new LinkRequest(form["college"], lastDay), cancellationToken);
                return await pages.ShowAsync(
                    visit, resource, cancellationToken, new FormState(form, LinkWords.For(faults)), link?.Url);
            },
            cancellationToken);

    private static ResourceId Key(string id) => ResourceId.TryParse(id, out var key) ? key : default;
}
