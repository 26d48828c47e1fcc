using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Uploads;

namespace Pathway.Functions.Pages.Resources;

/// <summary>A resource's form, and its end.</summary>
[Page]
public sealed class ManageResourcePagesFunction(
    PageDoor door,
    ResourceDoor room,
    ResourceCatalogue catalogue,
    ActivityTable activities,
    ResourceForms forms,
    ResourcePublishing publishing,
    FileDesk desk,
    ResourcePages pages)
{
    private const string New = "resources/new";
    private const string Edit = "resources/{id}/edit";
    private const string Withdraw = "resources/{id}/withdraw";

    [Function(nameof(NewResourceForm))]
    public Task<IResult> NewResourceForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = New)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsManager(request, visit => FormAsync(visit, null, FormState.From(FormFields.None), cancellationToken));

    [Function(nameof(PublishResource))]
    public Task<IResult> PublishResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = New)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.SubmitFile(request, async (visit, form) =>
        {
            var (place, faults) = await forms.CreateAsync(form, UploadWord.For(request), cancellationToken);
            return place is null
                ? await FormAsync(visit, null, new FormState(form.Fields, faults), cancellationToken)
                : await desk.AcceptAsync(visit, place, form, cancellationToken);
        });

    [Function(nameof(EditResourceForm))]
    public Task<IResult> EditResourceForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsManager(
            request,
            id,
            (visit, resource) =>
                FormAsync(visit, resource, FormState.From(ResourceForms.FieldsOf(resource)), cancellationToken),
            cancellationToken);

    [Function(nameof(DescribeResource))]
    public Task<IResult> DescribeResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, form, resource) =>
                await forms.DescribeAsync(resource, form, cancellationToken) is { Count: > 0 } faults
                    ? await FormAsync(visit, resource, new FormState(form, faults), cancellationToken)
                    : Done.Go(PageAddress.To(resource.Id), "described"),
            cancellationToken);

    [Function(nameof(AskToWithdraw))]
    public Task<IResult> AskToWithdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Withdraw)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsManager(
            request,
            id,
            (visit, resource) => Task.FromResult<IResult>(new PageAnswer<WithdrawPage, Resource>(visit, resource)),
            cancellationToken);

    [Function(nameof(WithdrawOnPage))]
    public Task<IResult> WithdrawOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Withdraw)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, form, resource) =>
            {
                var (change, _) = await publishing.WithdrawAsync(resource.Id, form.AsShown, cancellationToken);
                return change == ResourceChange.ChangedSince
                    ? new PageAnswer<WithdrawPage, Resource>(visit, resource)
                    : Done.Go(PageAddress.To(resource.Id), "withdrawn");
            },
            cancellationToken);

    private async Task<IResult> FormAsync(
        Visit visit, Resource? resource, FormState form, CancellationToken cancellationToken)
    {
        var kinds = (await catalogue.AllAsync(cancellationToken)).Values
            .Select(other => other.Definition.Kind)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase);
        var choices = (await activities.AllAsync(cancellationToken))
            .Where(activity => !activity.IsCancelled || activity.Id == resource?.Definition.Activity)
            .OrderByDescending(activity => activity.Definition.StartsAt)
            .Select(activity => (activity.Id.ToString(), activity.Definition.Title));
        return new PageAnswer<ResourceFormPage, ResourceFormModel>(
            visit, new ResourceFormModel(resource, form, [.. kinds], [.. choices]), form.Status)
        {
            UploadsTo = resource is null ? pages.Files : null,
        };
    }
}
