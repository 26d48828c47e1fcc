using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Digests.Content;

/// <summary>What all digests of a week share, read once for all of them.</summary>
public sealed record DigestMaterial(
    IsoWeek Week,
    Instant Now,
    IReadOnlyDictionary<CollegeId, College> Colleges,
    IReadOnlyDictionary<ActivityId, Activity> Activities,
    IReadOnlyDictionary<ResourceId, Resource> Resources,
    IReadOnlyDictionary<ActivityId, UpcomingInvitations> Invitations,
    FactsBacklog Backlog)
{
    public IEnumerable<College> Members => Colleges.Values.Where(college => college.LeftAt is null);

    /// <summary>
    /// An activity's or resource's title and kind, as a person knows them; a thing that is gone keeps its id.
    /// </summary>
    public (string Title, string Kind) NameActivity(string id) =>
        ActivityId.TryParse(id, out var key) && Activities.TryGetValue(key, out var activity)
            ? (activity.Definition.Title, Word(activity.Definition.Kind))
            : (id, "activity");

    public (string Title, string Kind) NameResource(string id) =>
        ResourceId.TryParse(id, out var key) && Resources.TryGetValue(key, out var resource)
            ? (resource.Definition.Title, resource.Definition.Kind)
            : (id, "resource");

    public static string Word(ActivityKind kind) => kind switch
    {
        ActivityKind.Masterclass => "masterclass",
        ActivityKind.Project => "project",
        _ => "competition",
    };
}
