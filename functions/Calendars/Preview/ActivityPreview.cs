using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>
/// Says what saving or cancelling an activity would do, by the same plans and the same ledger that the sync goes by.
/// Nothing is kept.
/// </summary>
public sealed class ActivityPreview(
    ActivityTable catalogue,
    InvitationTable ledger,
    CollegeTable register,
    AddressHash hash,
    InvitationPlanner planner,
    Mailboxes mailboxes,
    SendingBudget budget,
    LondonClock clock)
{
    /// <param name="id">Of an activity that may be there already.</param>
    /// <param name="definition">As it would be; null for cancelling it.</param>
    public async Task<PreviewView> ReadAsync(
        ActivityId id, ActivityDefinition? definition, CancellationToken cancellationToken)
    {
        var current = await catalogue.FindAsync(id, cancellationToken);
        var colleges = await register.AllAsync(cancellationToken);
        var known = await ledger.ReadAsync(id, cancellationToken);
        if (ActivityTable.Preview(id, definition, current) is not { } next)
            return new PreviewView(MailCount.None, [], ["There is nothing to cancel."]);

        var guests = GuestList.From(colleges, hash, mailboxes).With(next.Definition.Speakers);
        var owner = known.FirstOrDefault(invitation => invitation.Key == new InvitationKey("", 0));
        var plans = planner.Plan(next, guests, known)
            .Select(plan => (Plan: plan, Now: known.FirstOrDefault(invitation => invitation.Key == plan.Key)))
            .ToList();
        var ahead = plans.Where(entry => !IsOver(entry.Plan, entry.Now)).ToList();
        var mails = ahead.ConvertAll(
            entry => PlannedMails.From(entry.Plan, entry.Now, owner, hash, clock.Now.ToDateTimeOffset()));
        var counts = CollegeMails.Count(mails, guests);
        var isOver = plans.Count > 0 && ahead.Count == 0;
        return new PreviewView(
            counts.Total,
            [.. CollegeMails.Views(colleges, counts, next, current, new BritishDates(clock.Today))],
            [
                .. PreviewReasons.Why(ahead, mails, guests),
                .. PreviewWords.Reasons([.. plans.Select(entry => entry.Plan)], known, next, isOver),
                .. await WaitAsync(
                    owner?.Mailbox ?? mailboxes.For(id.ToString()), counts.Total.Total, cancellationToken),
            ]);
    }

    private bool IsOver(InvitationPlan plan, Invitation? before) =>
        (plan.Wanted?.EndsAt ?? before?.Details?.EndsAt) is { } end && end <= clock.Now;

    private async Task<IReadOnlyList<string>> WaitAsync(
        Mailbox mailbox, int mails, CancellationToken cancellationToken)
    {
        if (mails == 0 || budget.PeopleADay == 0)
            return [];
        var room = budget.PeopleADay - (await budget.ReadAsync(mailbox, cancellationToken)).People(clock.Now.ToDateTimeOffset());
        return mails <= room ? [] : [$"The mailbox may write to {Math.Max(0, room)} more people today: the rest follows later."];
    }
}
