using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Calendars.Feed;

/// <summary>Finds what a college's feed holds: what is ahead, and what was within a year.</summary>
public sealed class CollegeFeedReader(
    CollegeDirectory colleges,
    ActivityTable catalogue,
    InvitationTable ledger,
    ResourceCatalogue resources,
    ResourceLinks resourceLinks,
    Keyring keyring,
    IOptions<ProgrammeOptions> programme,
    TimeProvider time)
{
    private const int AtOnce = 8;
    private static readonly Duration Behind = Duration.FromDays(366);

    /// <summary>The feed, or null when the token is not this college's, or there is no such college.</summary>
    public async Task<string?> ReadAsync(string id, string token, CancellationToken cancellationToken)
    {
        if (!CollegeId.TryParse(id, out var key) || await AdmitAsync(key, token, cancellationToken) is not { } college)
            return null;

        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var activities = (await catalogue.AllAsync(cancellationToken))
            .Where(
                activity => activity.Definition.Audience.Includes(college.Id) && activity.IsAhead(now - Behind)).ToList();
        var links = await LinksAsync(
            activities.Where(activity => activity.Definition.Online && !activity.IsCancelled && activity.IsAhead(now)), cancellationToken);
        var entries = new List<FeedEntry>();
        foreach (var activity in activities)
            entries.Add(
                new FeedEntry(activity, links.GetValueOrDefault(activity.Id), await ResourcesAsync(college, activity, cancellationToken)));
        return CollegeFeed.Write(college, programme.Value.Name, entries, keyring);
    }

    /// <summary>
    /// The college whose token it is. Before it is refused the college is read anew: its feed may have been rotated
    /// through another instance.
    /// </summary>
    private async Task<College?> AdmitAsync(CollegeId id, string token, CancellationToken cancellationToken) =>
        Opened(id, await colleges.FindAsync(id, cancellationToken), token)
            ?? Opened(id, await colleges.FindFreshAsync(id, cancellationToken), token);

    // The same work for a college that there is not: how long a refusal takes does not tell which there are.
    private College? Opened(CollegeId id, CollegeKeys? known, string token)
    {
        var version = known?.College.FeedVersion ?? 1;
        return IsOf(keyring, id, version, token) || IsOf(keyring.Previous, id, version, token) ? known?.College : null;
    }

    private static bool IsOf(Keyring? keys, CollegeId college, int version, string token) =>
        keys is not null
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(keys.FeedToken(college, version)));

    private async Task<IReadOnlyList<(string Title, string Url)>> ResourcesAsync(
        College college, Activity activity, CancellationToken cancellationToken) => activity.IsCancelled
        ? []
        : [.. (await resources.OfActivityAsync(activity.Id, activity.Definition.Resources, cancellationToken))
            .Select(resource => (resource.Definition.Title, resourceLinks.For(college, resource.Id, activity.Definition)))];

    private async Task<IReadOnlyDictionary<ActivityId, string?>> LinksAsync(
        IEnumerable<Activity> online, CancellationToken cancellationToken)
    {
        var links = new ConcurrentDictionary<ActivityId, string?>();
        await Parallel.ForEachAsync(
            online,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (activity, token) =>
            {
                var meeting = await ledger.FindAsync(activity.Id, new InvitationKey("", 0), token);
                links[activity.Id] = meeting?.JoinUrl;
            });
        return links;
    }
}
