using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>
/// Says what saving or cancelling an activity would do, by the same plans and the same ledger that the sync goes by. Nothing is kept.
/// </summary>
public sealed class ActivityPreview(
    ActivityTable catalogue, InvitationTable ledger, CollegeTable register, AddressHash hash, ResourceLinks links, ProgrammeGraph graph, LondonClock clock)
{
    /// <param name="id">Of an activity that may be there already.</param>
    /// <param name="definition">As it would be; null for cancelling it.</param>
    public async Task<PreviewView> ReadAsync(ActivityId id, ActivityDefinition? definition, CancellationToken cancellationToken)
    {
        var current = await catalogue.FindAsync(id, cancellationToken);
        var colleges = await register.AllAsync(cancellationToken);
        var guests = GuestList.Of(colleges, hash, graph.MailboxAddress);
        var known = await ledger.ReadAsync(id, cancellationToken);
        if (ActivityTable.Preview(id, definition, current) is not { } next)
            return new PreviewView(MailCount.None, [], ["There is nothing to cancel."]);

        var plans = InvitationPlans.For(next, guests, known, links);
        var mails = plans.Where(plan => !IsOver(plan, Known(plan)))
            .Select(plan => PlannedMails.Of(plan, Known(plan), known.FirstOrDefault(invitation => invitation.Key == new InvitationKey("", 0)), hash))
            .ToList();
        var counts = CollegeMails.Count(mails, guests);
        return new PreviewView(
            counts.Total,
            [.. CollegeMails.Views(colleges, counts, next, current, new BritishDates(clock.Today))],
            [.. Reasons(plans, known, next)]);

        Invitation? Known(InvitationPlan plan) => known.FirstOrDefault(invitation => invitation.Key == plan.Key);
    }

    private IEnumerable<string> Reasons(IReadOnlyList<InvitationPlan> plans, IReadOnlyList<Invitation> known, Activity next)
    {
        var isPast = plans.Count > 0 && plans.All(plan => IsOver(plan, known.FirstOrDefault(invitation => invitation.Key == plan.Key)));
        if (isPast)
            yield return "It is over, so nobody is mailed.";
        if (!isPast && !next.IsCancelled && plans.All(plan => plan.Members.Count == 0))
            yield return "No college of its audience has anybody to invite.";
        if (known.Any(invitation => invitation.IsMissing))
            yield return "Its event was deleted in Outlook: restore it first, or nobody hears of the change.";
        if (known.Any(invitation => invitation is { HasEvent: true, HasGuests: true }))
            yield return "People whom somebody invited by hand in Outlook hear of it too; they are not counted here.";
        foreach (var address in known.SelectMany(invitation => invitation.Refused).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return $"Exchange refused {address}; saving tries it again.";
    }

    private bool IsOver(InvitationPlan plan, Invitation? before)
    {
        if (plan.Wanted is { } wanted)
            return wanted.EndsAt <= clock.Now;
        return before?.Details is { } details && details.EndsAt <= clock.Now;
    }
}
