using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Digests;

/// <summary>An activity's invitations as the ledger has them: the meeting's link, answers by college, and what Exchange did not take.</summary>
public sealed record UpcomingInvitations(string? JoinUrl, ResponseCounts Responses, IReadOnlyList<string> Refused, IReadOnlyList<string> Troubles)
{
    public static UpcomingInvitations Of(IReadOnlyList<(Invitation Invitation, ResponseCounts Responses)> shards) => new(
        shards.Select(shard => shard.Invitation.JoinUrl).FirstOrDefault(url => url is not null),
        ResponseCounts.Sum(shards.Where(shard => shard.Invitation.Key.Part.Length == 0).Select(shard => shard.Responses)),
        [.. shards.SelectMany(shard => shard.Invitation.Refused).Distinct(StringComparer.OrdinalIgnoreCase)],
        [.. shards.Where(shard => shard.Invitation.IsStuck).Select(shard => shard.Invitation.LastError).OfType<string>().Distinct(StringComparer.Ordinal)]);
}

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

    /// <summary>An activity's or resource's title and kind, as a person knows them; a thing that is gone keeps its id.</summary>
    public (string Title, string Kind) NameActivity(string id) =>
        ActivityId.TryParse(id, out var key) && Activities.TryGetValue(key, out var activity) ? (activity.Definition.Title, Word(activity.Definition.Kind)) : (id, "activity");

    public (string Title, string Kind) NameResource(string id) =>
        ResourceId.TryParse(id, out var key) && Resources.TryGetValue(key, out var resource) ? (resource.Definition.Title, resource.Definition.Kind) : (id, "resource");

    public static string Word(ActivityKind kind) => kind switch
    {
        ActivityKind.Masterclass => "masterclass",
        ActivityKind.Project => "project",
        _ => "competition",
    };
}
