using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// Brings a deleted event back as the event it was, so that nobody is invited anew. Where Exchange does not let it
/// out of Deleted Items, the invitation is left without an event, and the next one is another.
/// </summary>
public sealed class EventRecovery(ProgrammeCalendar calendar, DeletedEvents deleted, InvitationCommands commands)
{
    private const string Recovered = "The event was moved back from Deleted Items; nobody was invited anew.";

    /// <exception cref="GraphFaultException">Nobody knows whether it was moved, or Graph has no time: ask again.</exception>
    public async Task<Invitation> RecoverAsync(
        Invitation missing, Activity? activity, CancellationToken cancellationToken)
    {
        if (missing.EventId is not { } id || activity is null or { IsCancelled: true })
            return missing.WithoutEvent();

        // It may be there already: somebody moved it by hand, or the answer to an earlier move was lost.
        var there = await FindAsync(missing, cancellationToken);
        if (there is null && await MoveAsync(missing.Mailbox!, id, cancellationToken))
            there = await FindAsync(missing, cancellationToken);
        return there is null
            ? missing.WithoutEvent()
            : (await commands.RelateAsync(missing, there, activity.Definition.TimeZone, cancellationToken)) with
            {
                LastError = null,
                Note = Recovered,
                TriedVersion = activity.Version,
            };
    }

    private Task<SeenEvent?> FindAsync(Invitation missing, CancellationToken cancellationToken) =>
        calendar.FindAsync(missing.Mailbox!, missing.Activity, missing.Key, cancellationToken);

    private async Task<bool> MoveAsync(Mailbox mailbox, string id, CancellationToken cancellationToken)
    {
        var (_, fault) = await GraphFault.CatchAsync(
            async () =>
            {
                await deleted.MoveBackAsync(mailbox, id, cancellationToken);
                return true;
            },
            cancellationToken);
        return fault is null || (fault.MayPass ? throw new GraphFaultException(fault) : false);
    }
}
