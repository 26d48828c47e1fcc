using Microsoft.AspNetCore.Http;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The last look at what is about to be done to an activity: who is mailed, and what each college will see.</summary>
public sealed class ActivityCheck(ActivityPreview preview)
{
    /// <param name="activity">Null for one that is new.</param>
    public async Task<IResult> BeforeSavingAsync(
        Visit visit,
        Activity? activity,
        ActivityId id,
        ActivityDefinition definition,
        FormFields form,
        CancellationToken cancellationToken) =>
        new PageAnswer<CheckPage, CheckModel>(
            visit,
            new CheckModel(activity, definition.Title, form, await preview.ReadAsync(id, definition, cancellationToken)));

    /// <param name="form">With the reason, and what is wrong with it.</param>
    public async Task<IResult> BeforeCancellingAsync(
        Visit visit, Activity activity, FormState form, CancellationToken cancellationToken) =>
        new PageAnswer<CancelPage, CancelModel>(
            visit,
            new CancelModel(activity, form, await preview.ReadAsync(activity.Id, null, cancellationToken)),
            form.Status);
}
