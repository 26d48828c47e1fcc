using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Activities.Form;

/// <summary>An activity's form, with its last step before Save.</summary>
[Page]
public sealed class ManageActivityPagesFunction(
    PageDoor door,
    ActivityDoor room,
    ActivityTable catalogue,
    ActivityForms forms,
    ActivityCheck check,
    CollegeTable register,
    ResourceCatalogue resources)
{
    private const string New = "activities/new";
    private const string Edit = "activities/{id}/edit";

    [Function(nameof(NewActivityForm))]
    public Task<IResult> NewActivityForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = New)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsManager(request, async visit =>
        {
            var like = ActivityId.TryParse(request.Query["from"], out var from)
                ? await catalogue.FindAsync(from, cancellationToken)
                : null;
            var fields = like is null ? ActivityForms.New : ActivityForms.CopyOf(like);
            return await FormAsync(visit, null, FormState.From(fields), cancellationToken);
        });

    [Function(nameof(PlanActivity))]
    public Task<IResult> PlanActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = New)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.SubmitInSteps(request, (visit, form) => StepAsync(visit, form, null, cancellationToken));

    [Function(nameof(EditActivityForm))]
    public Task<IResult> EditActivityForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsManager(
            request,
            id,
            (visit, activity) =>
                FormAsync(visit, activity, FormState.From(ActivityForms.FieldsOf(activity)), cancellationToken),
            cancellationToken);

    [Function(nameof(SaveActivity))]
    public Task<IResult> SaveActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.SubmitInSteps(
            request, id, (visit, form, activity) => StepAsync(visit, form, activity, cancellationToken), cancellationToken);

    private async Task<IResult> StepAsync(
        Visit visit, FormFields form, Activity? activity, CancellationToken cancellationToken)
    {
        if (form[FormFields.Step] == "back")
            return await FormAsync(visit, activity, FormState.From(form), cancellationToken);
        var (id, definition, faults) = await forms.ReadAsync(activity, form, cancellationToken);
        if (definition is null)
            return await FormAsync(visit, activity, new FormState(form, faults), cancellationToken);
        if (!form.Saves)
            return await check.BeforeSavingAsync(visit, activity, id, definition, form, cancellationToken);

        var (change, late) = await forms.SaveAsync(activity, id, definition, form, cancellationToken);
        return late.Count > 0
            ? await FormAsync(visit, activity, new FormState(form, late), cancellationToken)
            : Done.Go(
                PageAddress.To(id),
                change switch { ActivityChange.Unchanged => "unchanged", ActivityChange.Created => "planned", _ => "changed" });
    }

    private async Task<IResult> FormAsync(
        Visit visit, Activity? activity, FormState form, CancellationToken cancellationToken)
    {
        var named = activity?.Definition;
        var colleges = (await register.AllAsync(cancellationToken))
            .Where(college => college.LeftAt is null || named?.Audience.Colleges.Contains(college.Id) is true)
            .OrderBy(college => college.Definition.Name, StringComparer.Ordinal);
        var files = (await resources.AllAsync(cancellationToken)).Values
            .Where(
                resource => resource.State == ResourceState.Published || named?.Resources.Contains(resource.Id) is true)
            .OrderBy(resource => resource.Definition.Title, StringComparer.Ordinal);
        return new PageAnswer<ActivityFormPage, ActivityFormModel>(
            visit, new ActivityFormModel(activity, form, [.. colleges], [.. files]), form.Status);
    }
}
