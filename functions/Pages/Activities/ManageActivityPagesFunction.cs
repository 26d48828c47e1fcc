using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Activities;

/// <summary>An activity's form, with its last step before Save, and its cancellation.</summary>
[Page]
public sealed class ManageActivityPagesFunction(
    PageDoor door,
    ActivityTable catalogue,
    ActivityForms forms,
    ActivityPreview preview,
    CollegeTable register,
    ResourceCatalogue resources)
{
    private const string New = "activities/new";
    private const string Edit = "activities/{id}/edit";
    private const string Cancel = "activities/{id}/cancel";

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
            return await FormAsync(visit, null, FormState.Of(fields), cancellationToken);
        });

    [Function(nameof(PlanActivity))]
    public Task<IResult> PlanActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = New)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, (visit, form) => StepAsync(visit, null, form, cancellationToken));

    [Function(nameof(EditActivityForm))]
    public Task<IResult> EditActivityForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.AsManager(
            request,
            visit => WithAsync(
                visit,
                id,
                activity => FormAsync(visit, activity, FormState.Of(ActivityForms.FieldsOf(activity)), cancellationToken),
                cancellationToken));

    [Function(nameof(SaveActivity))]
    public Task<IResult> SaveActivity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Submit(
            request,
            (visit, form) => WithAsync(
                visit, id, activity => StepAsync(visit, activity, form, cancellationToken), cancellationToken));

    [Function(nameof(AskToCancel))]
    public Task<IResult> AskToCancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Cancel)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.AsManager(
            request,
            visit => WithAsync(
                visit,
                id,
                activity => CheckAsync(visit, activity, null, activity.Id, null, cancellationToken),
                cancellationToken));

    [Function(nameof(CancelOnPage))]
    public Task<IResult> CancelOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Cancel)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Submit(request, (visit, form) => WithAsync(
            visit,
            id,
            async activity =>
            {
                var version = int.TryParse(
                    form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : 0;
                var (change, _) = await catalogue.CancelAsync(
                    activity.Id, Precondition.IsAt(version), cancellationToken);

                // It is not what the page said it was: what cancelling it means now is shown again.
                return change == ActivityChange.ChangedSince
                    ? await CheckAsync(visit, activity, null, activity.Id, null, cancellationToken)
                    : Done.Go($"/activities/{activity.Id}", "cancelled");
            },
            cancellationToken));

    private async Task<IResult> StepAsync(
        Visit visit, Activity? activity, FormFields form, CancellationToken cancellationToken)
    {
        if (form[FormFields.Step] == "back")
            return await FormAsync(visit, activity, FormState.Of(form), cancellationToken);
        var (id, definition, faults) = await forms.ReadAsync(activity, form, cancellationToken);
        if (definition is null)
            return await FormAsync(visit, activity, new FormState(form, faults), cancellationToken);
        if (form[FormFields.Step] != "save")
            return await CheckAsync(visit, activity, definition, id, form, cancellationToken);

        var (change, late) = await forms.SaveAsync(activity, id, definition, form, cancellationToken);
        return late.Count > 0
            ? await FormAsync(visit, activity, new FormState(form, late), cancellationToken)
            : Done.Go(
                $"/activities/{id}",
                change switch { ActivityChange.Unchanged => "unchanged", ActivityChange.Created => "planned", _ => "changed" });
    }

    private async Task<IResult> CheckAsync(
        Visit visit,
        Activity? activity,
        ActivityDefinition? definition,
        ActivityId id,
        FormFields? form,
        CancellationToken cancellationToken) =>
        new PageAnswer<CheckPage, CheckModel>(
            visit,
            new CheckModel(
                activity,
                definition?.Title ?? activity!.Definition.Title,
                form,
                await preview.ReadAsync(id, definition, cancellationToken)));

    private async Task<IResult> FormAsync(
        Visit visit, Activity? activity, FormState form, CancellationToken cancellationToken)
    {
        var named = activity?.Definition ?? null;
        var colleges = (await register.AllAsync(cancellationToken))
            .Where(college => college.LeftAt is null || named?.Audience.Colleges.Contains(college.Id) is true)
            .OrderBy(college => college.Definition.Name, StringComparer.Ordinal);
        var files = (await resources.AllAsync(cancellationToken)).Values
            .Where(
                resource => resource.State == ResourceState.Published || named?.Resources.Contains(resource.Id) is true)
            .OrderBy(resource => resource.Definition.Title, StringComparer.Ordinal);
        return new PageAnswer<ActivityFormPage, ActivityFormModel>(
            visit,
            new ActivityFormModel(activity, form, [.. colleges], [.. files]),
            form.Faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private async Task<IResult> WithAsync(
        Visit visit, string id, Func<Activity, Task<IResult>> then, CancellationToken cancellationToken) =>
        ActivityId.TryParse(id, out var key) && await catalogue.FindAsync(key, cancellationToken) is { } activity
            ? await then(activity)
            : await PageDoor.NotFound(visit, "activity");
}
