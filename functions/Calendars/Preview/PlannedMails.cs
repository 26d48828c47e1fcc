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
    public static PlannedMails From(InvitationPlan plan, Invitation? invitation, Invitation? owner, AddressHash hash)
    {
        if (invitation is not null && (invitation.IsMissing || plan.IsUndecided(invitation)))
            return Nobody;
        if (plan.Wanted is null)
            return invitation is { HasEvent: true } ? Nobody with { Cancel = [.. invitation.Invited.Select(who => who)] } : Nobody;
        var target = invitation is null ? plan.Members : plan.Target(invitation, hash);
        if (invitation is not { HasEvent: true })
            return Nobody with { Invite = [.. target.Select(who => who)] };
        return new PlannedMails(
            [.. target.Except(invitation.Invited)],
            IsSaid(plan, invitation, owner) ? [] : [.. invitation.Invited.Select(who => who)],
            [.. invitation.Invited.Except(target)]);
    }

    private static bool IsSaid(InvitationPlan plan, Invitation invitation, Invitation? owner)
    {
        var isLater = plan.Key is { Part: "", Shard: > 0 } && plan.Activity.Definition.Online;
        var wanted = isLater && owner?.JoinUrl is { } link ? plan.Wanted!.Carrying(link) : plan.Wanted!;
        return invitation.Details?.Says(wanted.Details) is true;
    }
}
