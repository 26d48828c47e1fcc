using Pathway.Functions.Activities;

namespace Pathway.Functions.Engagement;

/// <summary>The activities as facts name them, cancelled ones too: what was done before stays done.</summary>
public sealed class ActivityNames(ActivityCatalogue catalogue) : INamedObjects
{
    public async Task<IReadOnlyCollection<NamedObject>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await catalogue.AllAsync(cancellationToken)).Select(activity => new NamedObject(ObjectKind.Activity, activity.Id.ToString(), activity.Definition.Aliases))];
}
