using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Activities.Form;

/// <summary>The form of an activity, and what can be chosen in it.</summary>
/// <param name="Activity">Null for a new one.</param>
public sealed record ActivityFormModel(
    Activity? Activity, FormState Form, IReadOnlyList<College> Colleges, IReadOnlyList<Resource> Resources)
{
    public string Action => Activity is null ? "/activities/new" : $"/activities/{Activity.Id}/edit";

    public string Title => Activity switch
    {
        null => "Plan an activity",
        { IsCancelled: true } => $"Bring back {Activity.Definition.Title}",
        _ => $"Change {Activity.Definition.Title}",
    };
}
