using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// What of the catalogue is whose: the manager sees all of it; a coordinator what is published, unless it belongs to
/// activities of other colleges alone.
/// </summary>
public sealed class VisibleResources(ReadableColleges readable, ActivityTable activities)
{
    /// <summary>Whether this caller sees a resource.</summary>
    public async Task<Predicate<Resource>> ForAsync(Caller caller, CancellationToken cancellationToken) =>
        await readable.ForAsync(caller, cancellationToken) is { } own
            ? await ForAsync(own, cancellationToken)
            : static _ => true;

    /// <summary>Whether one of these colleges sees a resource.</summary>
    public async Task<Predicate<Resource>> ForAsync(IReadOnlySet<CollegeId> own, CancellationToken cancellationToken)
    {
        var (theirs, named, others) = (new HashSet<ActivityId>(), new HashSet<ResourceId>(), new HashSet<ResourceId>());
        foreach (var activity in await activities.AllAsync(cancellationToken))
        {
            var isTheirs = activity.Definition.Audience.IncludesAny(own);
            if (isTheirs)
                theirs.Add(activity.Id);
            (isTheirs ? named : others).UnionWith(activity.Definition.Resources);
        }

        return resource => resource.State == ResourceState.Published
            && (named.Contains(resource.Id)
                || (resource.Definition.Activity is { } activity ? theirs.Contains(activity) : !others.Contains(resource.Id)));
    }
}
