using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>
/// Says what a college that joins, changes or leaves would mail, over every activity ahead. Nothing is kept.
/// </summary>
public sealed class CollegeChangePreview(
    ActivityTable catalogue,
    InvitationTable ledger,
    CollegeTable register,
    AddressHash hash,
    InvitationPlanner planner,
    Mailboxes mailboxes,
    LondonClock clock)
{
    private const int AtOnce = 8;

    /// <param name="id">Of a college that may be there already.</param>
    /// <param name="definition">As it would be.</param>
    public async Task<CollegeChangeView> ReadAsync(
        CollegeId id, CollegeDefinition definition, CancellationToken cancellationToken)
    {
        var colleges = await register.AllAsync(cancellationToken);
        var current = colleges.FirstOrDefault(college => college.Id == id);
        var next = (current ?? new College(id, definition) { Salt = [] }) with { Definition = definition, LeftAt = null };
        var mails = await CountAsync(next, colleges.Where(college => college.Id != id).Append(next), cancellationToken);
        var total = Sum(mails);
        return new CollegeChangeView(
            total, Views(next, mails, isInvited: true), [.. Reasons(isMember: current is { LeftAt: null }, total, mails.Count)]);
    }

    /// <summary>Null where there is no such college in the programme.</summary>
    public async Task<CollegeChangeView?> ReadLeavingAsync(CollegeId id, CancellationToken cancellationToken)
    {
        var colleges = await register.AllAsync(cancellationToken);
        if (colleges.FirstOrDefault(college => college.Id == id) is not { LeftAt: null } college)
            return null;
        var mails = await CountAsync(college, colleges.Where(other => other.Id != id), cancellationToken);
        var total = Sum(mails);
        return new CollegeChangeView(
            total,
            Views(college, mails, isInvited: false),
            [
                total.Total == 0
                    ? "Nobody of it is invited to anything ahead."
                    : "Its addresses are told at once, of each activity ahead; the other colleges hear nothing of it.",
            ]);
    }

    private static MailCount Sum(IEnumerable<(Activity Activity, MailCount Mails)> counts) =>
        counts.Select(entry => entry.Mails).Aggregate(MailCount.None, MailCount.Add);

    private List<ActivityMails> Views(
        College college, IReadOnlyList<(Activity Activity, MailCount Mails)> counts, bool isInvited)
    {
        var dates = new BritishDates(clock.Today);
        return
        [
            .. counts.Where(entry => entry.Mails.Total > 0).Select(entry => new ActivityMails(
                entry.Activity.Id.ToString(),
                entry.Activity.Definition.Title,
                entry.Mails.Total,
                PreviewWords.Sees(entry.Activity, college, entry.Mails, isInvited, dates))),
        ];
    }

    /// <summary>What is mailed of each activity ahead of that college, with these colleges in the programme.</summary>
    private async Task<IReadOnlyList<(Activity Activity, MailCount Mails)>> CountAsync(
        College about, IEnumerable<College> colleges, CancellationToken cancellationToken)
    {
        var guests = GuestList.From(colleges, hash, mailboxes);
        var activities = (await catalogue.AheadAsync(cancellationToken))
            .Where(activity => !activity.IsCancelled && activity.Definition.Audience.Includes(about.Id))
            .OrderBy(activity => activity.Definition.StartsAt)
            .ToList();
        var counts = new MailCount[activities.Count];
        await Parallel.ForEachAsync(
            activities.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, token) => counts[entry.Index] = await CountAsync(entry.Item, guests, token));

        return [.. activities.Zip(counts)];
    }

    private async Task<MailCount> CountAsync(Activity activity, GuestList guests, CancellationToken cancellationToken)
    {
        var known = await ledger.ReadAsync(activity.Id, cancellationToken);
        var owner = known.FirstOrDefault(invitation => invitation.Key == new InvitationKey("", 0));
        var own = guests.With(activity.Definition.Speakers);
        var mails = planner.Plan(activity, own, known)
            .Select(plan => (Plan: plan, Now: known.FirstOrDefault(invitation => invitation.Key == plan.Key)))
            .Where(entry => (entry.Plan.Wanted?.EndsAt ?? entry.Now?.Details?.EndsAt) is not { } end || end > clock.Now)
            .Select(entry => PlannedMails.From(entry.Plan, entry.Now, owner, hash));
        return CollegeMails.Count([.. mails], own).Total;
    }

    private static IEnumerable<string> Reasons(bool isMember, MailCount total, int activities)
    {
        if (activities == 0)
            yield return "Nothing lies ahead for this college.";
        else if (total.Total == 0)
            yield return "Its addresses do not change: nobody is mailed.";
        if (total.Invite > 0)
            yield return isMember
                ? "Addresses that are new are gathered for a while and then invited together."
                : "The college joins: its addresses are invited to everything ahead.";
        if (total.Cancel > 0)
            yield return "Addresses that go are told at once, of each activity.";
        if (total.Update > 0)
            yield return "Changes of activities that wait to be sent go out with it.";
    }
}
