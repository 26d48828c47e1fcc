using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>
/// Says what a college that joins or changes would mail, over every activity ahead. Nothing is kept.
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
        var guests = GuestList.From(colleges.Where(college => college.Id != id).Append(next), hash, mailboxes);
        var activities = (await catalogue.AheadAsync(cancellationToken))
            .Where(activity => !activity.IsCancelled && activity.Definition.Audience.Includes(id))
            .OrderBy(activity => activity.Definition.StartsAt)
            .ToList();
        var counts = new MailCount[activities.Count];
        await Parallel.ForEachAsync(
            activities.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, token) => counts[entry.Index] = await CountAsync(entry.Item, guests, token));

        var total = counts.Aggregate(MailCount.None, MailCount.Add);
        var dates = new BritishDates(clock.Today);
        return new CollegeChangeView(
            total,
            [
                .. activities.Zip(counts)
                    .Where(entry => entry.Second.Total > 0)
                    .Select(entry => new ActivityMails(
                        entry.First.Id.ToString(),
                        entry.Second.Total,
                        PreviewWords.Sees(entry.First, next, entry.Second, isInvited: true, dates))),
            ],
            [.. Reasons(isMember: current is { LeftAt: null }, total, activities.Count)]);
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
