using Pathway.Functions.Activities;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>
/// Which of the programme's things a college may see: the activities it is invited to, and the resources its coordinator is
/// shown. What is another's must read like what there is not.
/// </summary>
public sealed class CollegeObjects(ActivityTable activities, ResourceCatalogue resources, VisibleResources visible)
{
    public async Task<IReadOnlySet<FactObject>> ForAsync(CollegeId college, CancellationToken cancellationToken)
    {
        var isVisible = await visible.ForAsync(new HashSet<CollegeId> { college }, cancellationToken);
        var invited = (await activities.AllAsync(cancellationToken))
            .Where(activity => activity.Definition.Audience.Includes(college))
            .Select(activity => new FactObject(ObjectKind.Activity, activity.Id.ToString()));
        var shown = (await resources.AllAsync(cancellationToken)).Values
            .Where(resource => isVisible(resource))
            .Select(resource => new FactObject(ObjectKind.Resource, resource.Id.ToString()));
        return invited.Concat(shown).ToHashSet();
    }
}
