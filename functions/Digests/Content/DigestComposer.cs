using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Digests.Content;

/// <summary>
/// Puts digests together from counters and catalogues. It reads a college's days of five weeks and nothing else of
/// its facts, so a digest costs the same however much was reported.
/// </summary>
public sealed class DigestComposer(
    CollegeTable colleges,
    ActivityTable activities,
    ResourceCatalogue resources,
    ResourceLinks links,
    InvitationTable invitations,
    CounterReader counters,
    FactsBacklogReader backlog,
    LondonClock clock,
    IOptions<DigestsOptions> options,
    IOptions<ProgrammeOptions> programme)
{
    private static readonly Duration LinkLife = Duration.FromDays(28);

    public async Task<DigestMaterial> GatherAsync(IsoWeek week, CancellationToken cancellationToken) =>
        await GatherAsync(week, await backlog.ReadAsync(cancellationToken), cancellationToken);

    /// <param name="week">The digests' week.</param>
    /// <param name="uncounted">What was not counted when the figures were read that go with it.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    public async Task<DigestMaterial> GatherAsync(
        IsoWeek week, FactsBacklog uncounted, CancellationToken cancellationToken)
    {
        var all = await activities.AllAsync(cancellationToken);
        return new DigestMaterial(
            week,
            clock.Now,
            (await colleges.AllAsync(cancellationToken)).ToDictionary(college => college.Id),
            all.ToDictionary(activity => activity.Id),
            await resources.RecentAsync(cancellationToken),
            await InvitationsAsync(all, cancellationToken),
            uncounted);
    }

    /// <summary>What the college's week came to, and the rest of its digest.</summary>
    public async Task<CollegeDigest> ComposeAsync(
        DigestMaterial material,
        SlotKey slot,
        College college,
        ResendRequest? request,
        CancellationToken cancellationToken)
    {
        var tally = await TallyAsync(material.Week, college.Id, cancellationToken);
        var sum = tally.Sum();
        return new CollegeDigest(
            slot,
            programme.Value.Name,
            college.Definition.Name,
            sum,
            DigestCompleteness.For(material.Backlog, college.Id))
        {
            Activities = tally.By(ObjectKind.Activity, material.NameActivity),
            Resources = tally.By(ObjectKind.Resource, material.NameResource),
            Coming = [.. DigestAhead.For(material, college, options.Value.DaysAhead)],
            Fresh = [.. Fresh(material, college)],
            Attention = [.. DigestAttention.For(material, college, sum, options.Value.QuietDays)],
            Request = request,
        };
    }

    /// <summary>
    /// The programme's digest from what the colleges' weeks came to; one that is not known yet is added up here.
    /// </summary>
    public async Task<ProgrammeDigest> ComposeAsync(
        DigestMaterial material,
        SlotKey slot,
        IReadOnlyDictionary<CollegeId, CollegeWeek> known,
        ResendRequest? request,
        CancellationToken cancellationToken)
    {
        var weeks = new List<(College College, CollegeWeek Week)>();
        foreach (var college in material.Members.OrderBy(college => college.Definition.Name, StringComparer.Ordinal))
        {
            var week = known.GetValueOrDefault(college.Id)
                ?? (await TallyAsync(material.Week, college.Id, cancellationToken)).Sum();
            if (week.Events > 0 || !DigestCalendar.IsBefore(material.Week, college))
                weeks.Add((college, week));
        }

        return ProgrammeDigestTable.Build(
            material, slot, programme.Value.Name, weeks, options.Value) with
        { Request = request };
    }

    private async Task<WeekTally> TallyAsync(IsoWeek week, CollegeId college, CancellationToken cancellationToken) =>
        new(
            week,
            await counters.ReadAsync(college, WeekTally.FirstDay(week), week.Sunday, cancellationToken).ToListAsync(cancellationToken));

    /// <summary>The ledgers of what a digest shows as coming: one look each, whatever the number of colleges.</summary>
    private async Task<IReadOnlyDictionary<ActivityId, UpcomingInvitations>> InvitationsAsync(
        IReadOnlyList<Activity> all, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ActivityId, UpcomingInvitations>();
        var near = all.Where(
            activity => !activity.IsCancelled && DigestAhead.IsNear(activity, clock.Now, options.Value.DaysAhead));
        foreach (var activity in near)
            found[activity.Id] = UpcomingInvitations.From(
                await invitations.ReadWithResponsesAsync(activity.Id, cancellationToken));
        return found;
    }

    private IEnumerable<FreshResource> Fresh(DigestMaterial material, College college)
    {
        var expires = (DigestCalendar.DueAt(material.Week) + LinkLife).ToDateTimeOffset();
        return from resource in material.Resources.Values
               let version = resource.Current
               where version?.DecidedAt is { } at && IsoWeek.Containing(LondonClock.DateOf(at)) == material.Week
               orderby resource.Definition.Title, resource.Id.ToString()
               select new FreshResource(
                   resource.Definition.Title,
                   resource.Definition.Kind,
                   resource.Versions.All(
                       other => other.Number >= version.Number || other.State != ResourceState.Published),
                   resource.Definition.Summary,
                   links.For(college, resource.Id, expires));
    }
}
