using Pathway.Functions.Calendars.Invitations;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>After a round over everything: which events of the ledger were not in it.</summary>
public sealed class AbsentEvents(InvitationTable invitations, OutlookChanges changes)
{
    public async Task FindAsync(PullContext context, CancellationToken cancellationToken)
    {
        foreach (var activity in context.Ahead.ToList())
        {
            foreach (var invitation in await invitations.ReadAsync(activity.Id, cancellationToken))
            {
                if (IsExpected(invitation, context) && !context.Seen.Contains(invitation.EventId!))
                    await changes.VerifyAbsentAsync(invitation, activity, context, cancellationToken);
            }
        }
    }

    private static bool IsExpected(Invitation invitation, PullContext context) =>
        invitation is { EventId: not null, Intent: InvitationStep.None, Details: { } details }
            && invitation.Mailbox == context.Mailbox && context.Window.Contains(details.EndsAt);
}
