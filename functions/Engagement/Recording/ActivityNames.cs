using Pathway.Functions.Activities;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// The activities as facts name them. One that is cancelled keeps its name: what was done at it was done.
/// </summary>
public sealed class ActivityNames(ActivityTable catalogue) : INamedObjects
{
    public long Edition => catalogue.Edition;

    public async Task<IReadOnlyCollection<NamedObject>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await catalogue.AllAsync(cancellationToken)).Select(Named)];

    private static NamedObject Named(Activity activity) =>
        new(ObjectKind.Activity, activity.Id.ToString(), activity.Definition.Aliases, activity.IsCancelled)
        {
            Audience = activity.Definition.Audience,
        };
}
