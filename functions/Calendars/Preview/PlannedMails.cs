using NodaTime;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>
/// Whom one invitation would mail on its way to what it should be, as the sync goes there: first the details, then
/// the people.
/// </summary>
internal sealed record PlannedMails(
    IReadOnlyList<ulong> Invite, IReadOnlyList<ulong> Update, IReadOnlyList<ulong> Cancel)
{
    private static readonly PlannedMails Nobody = new([], [], []);

    /// <param name="plan">What it should be.</param>
    /// <param name="invitation">What it is; null when there is none yet.</param>
    /// <param name="owner">The first shard, whose meeting's link the others carry.</param>
    /// <param name="hash">Of addresses.</param>
    /// <param name="now">What lies behind it is left as it was; null counts all dates of a series.</param>
    public static PlannedMails From(
        InvitationPlan plan, Invitation? invitation, Invitation? owner, AddressHash hash, DateTimeOffset? now = null)
    {
        if (invitation is not null && (invitation.IsMissing || plan.IsUndecided(invitation)))
            return Nobody;
        if (plan.Wanted is null)
            return invitation is { HasEvent: true } ? Nobody with { Cancel = [.. invitation.Invited.Select(who => who)] } : Nobody;
        var target = invitation is null ? plan.Members : plan.Target(invitation, hash);
        if (invitation is not { HasEvent: true })
            return Nobody with { Invite = [.. target.Select(who => who)] };
        var isSaid = IsSaid(plan, invitation, owner) && !plan.IsToBeRenewed(invitation, now ?? DateTimeOffset.MinValue);
        var (moved, called) = DatesChanged(plan, invitation, isSaid, now);
        var everybody = invitation.Invited.Select(who => who).ToList();
        return new PlannedMails(
            [.. target.Except(invitation.Invited)],
            [.. Enumerable.Repeat(everybody, moved + (isSaid ? 0 : 1)).SelectMany(who => who)],
            [.. invitation.Invited.Except(target), .. Enumerable.Repeat(everybody, called).SelectMany(who => who)]);
    }

    /// <summary>
    /// Single dates of a series, each with a mail of its own: also those that a change of its hours makes Exchange
    /// forget.
    /// </summary>
    private static (int Moved, int Called) DatesChanged(
        InvitationPlan plan, Invitation invitation, bool isSaid, DateTimeOffset? now)
    {
        if (plan.Wanted?.Days is not { } days)
            return (0, 0);
        var isKept = isSaid || (invitation.Details?.SameTimes(plan.Wanted.Details) is true
            && !plan.IsToBeRenewed(invitation, now ?? DateTimeOffset.MinValue));
        var there = isKept ? invitation.Days ?? days : SeriesDays.None;
        var from = now is { } moment ? plan.Today(moment) : LocalDate.MinIsoValue;
        return (days.ToMove(there, from).Count(), days.ToCallOff(there, from).Count());
    }

    private static bool IsSaid(InvitationPlan plan, Invitation invitation, Invitation? owner)
    {
        var isLater = plan.Key is { Part: "", Shard: > 0 } && plan.Activity.Definition.Online;
        var wanted = isLater && owner?.JoinUrl is { } link ? plan.Wanted!.Carrying(link) : plan.Wanted!;
        return invitation.Details?.Says(wanted.Details) is true;
    }
}
