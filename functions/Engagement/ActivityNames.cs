using Pathway.Functions.Activities;

namespace Pathway.Functions.Engagement;

/// <summary>The activities as facts name them. One that is cancelled keeps its name: what was done at it was done.</summary>
public sealed class ActivityNames(ActivityCatalogue catalogue) : INamedObjects
{
    public long Edition => catalogue.Edition;

    public async Task<IReadOnlyCollection<NamedObject>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await catalogue.AllAsync(cancellationToken)).Select(activity => new NamedObject(ObjectKind.Activity, activity.Id.ToString(), activity.Definition.Aliases, activity.IsCancelled))];
}
