using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// Brings one invitation in step with its plan. Before each request that changes anything the ledger says what is about to be
/// done, and until when nobody else may; after it, what came of it. Where nobody knows what came of it, Graph is asked.
/// </summary>
public sealed partial class InvitationReconciler(
    InvitationTable invitations,
    ProgrammeCalendar calendar,
    InvitationCommands commands,
    SendingBudget budget,
    Mailboxes mailboxes,
    AddressHash hash,
    IOptions<CalendarsOptions> options,
    TimeProvider time,
    ILogger<InvitationReconciler> logger)
{
    /// <summary>
    /// Longer than any request may take, its repetitions included; after it the intent's writer is taken for dead.
    /// </summary>
    public static readonly TimeSpan IntentLife = TimeSpan.FromMinutes(2);

    private const int MostSteps = 12;

    /// <summary>How often what became of a lost answer is found out at once; after that Graph gets time.</summary>
    private const int LooksAtOnce = 2;

    /// <summary>
    /// The invitation as it now stands in the ledger; its <c>NextTry</c> or <c>GatherUntil</c> says when to come
    /// again.
    /// </summary>
    public async Task<Invitation> ReconcileAsync(
        Invitation? known, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var invitation = known ?? new Invitation(plan.Activity.Id, plan.Key);
        if (invitation.NextTry > time.GetUtcNow() && invitation.TriedVersion == plan.Activity.Version)
            return invitation; // Graph asked for time, and another message about the same thing is no reason not to give it.
        for (var i = 0; i < MostSteps; i++)
        {
            var now = time.GetUtcNow();
            if (invitation.IntentUntil > now)
                return invitation with { NextTry = invitation.IntentUntil };
            if (invitation.Intent != InvitationStep.None)
            {
                var (resolved, fault) = await ResolveAsync(invitation, plan, cancellationToken);
                if (await invitations.SaveAsync(resolved, cancellationToken) is not { } saved)
                    return Overtaken(resolved);
                invitation = saved;
                if (fault is not null)
                    return saved;
            }

            var (step, gatherUntil, quietUntil) = plan.Next(
                invitation, hash, now, TimeSpan.FromMinutes(options.Value.GatherMinutes));
            if (step == InvitationStep.None)
                return await SettleAsync(invitation, plan, gatherUntil, quietUntil, cancellationToken);
            var mailbox = step == InvitationStep.Create
                ? mailboxes.For(plan.Activity.Id.ToString(), invitation.Mailbox)
                : invitation.Mailbox!;
            if (await budget.ReserveAsync(
                mailbox, plan.PeopleMailed(step, invitation, hash), cancellationToken) is { } chance)
            {
                var putOff = invitation.PutOffUntil(chance) with { TriedVersion = plan.Activity.Version };
                return await invitations.SaveAsync(putOff, cancellationToken) ?? Overtaken(invitation);
            }

            var intent = invitation with
            {
                Mailbox = mailbox,
                Intent = step,
                IntentUntil = now + IntentLife,
                GatherUntil = gatherUntil,
                QuietUntil = quietUntil,
                Members = plan.Wanted is null ? invitation.Members : plan.Members,
                Refused = invitation.TriedVersion == plan.Activity.Version ? invitation.Refused : [],
                Note = invitation.TriedVersion == plan.Activity.Version ? invitation.Note : null,
                Rewriting = invitation.TriedVersion == plan.Activity.Version ? invitation.Rewriting : null,
                TriedVersion = plan.Activity.Version,
                IsStuck = false,
                UndecidedAt = 0,
            };
            if (await invitations.SaveAsync(intent, cancellationToken) is not { } written)
                return Overtaken(invitation);
            Log.Step(logger, step, plan.Activity.Id, plan.Key);
            var outcome = await ExecuteAsync(step, written, plan, cancellationToken);
            if (outcome.Intent != InvitationStep.None && outcome.Failures <= LooksAtOnce)
            {
                invitation = outcome with { ETag = written.ETag };
                continue;
            }

            if (await invitations.SaveAsync(outcome, cancellationToken) is not { } kept)
                return Overtaken(written);
            invitation = kept;
            if (kept.NextTry is not null || kept.IsMissing)
                return kept;
        }

        return invitation with { NextTry = time.GetUtcNow() + IntentLife };
    }

    private async Task<Invitation> ExecuteAsync(
        InvitationStep step, Invitation written, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var (word, people) = (step.ToString().ToLowerInvariant(), plan.PeopleMailed(step, written, hash));
        using var span = Telemetry.Source.StartActivity($"invitation {word}");
        span?.SetTag("pathway.activity", plan.Activity.Id.ToString()).SetTag("pathway.shard", plan.Key.ToString());
        var outcome = await commands.ExecuteAsync(step, written, plan, cancellationToken);
        if (outcome is { Intent: InvitationStep.None, LastError: null })
            Instruments.MailsSent.AddSome(people, [Instruments.Reason(word)]);
        return outcome;
    }

    /// <summary>Asks Graph what became of an intent that was never answered.</summary>
    private async Task<(Invitation Invitation, GraphFault? Fault)> ResolveAsync(
        Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        Log.Resolving(logger, invitation.Intent, invitation.Activity, invitation.Key);
        var (seen, fault) = await GraphFault.CatchAsync(
            async () => invitation.EventId is { } id
                ? await calendar.GetAsync(invitation.Mailbox!, id, cancellationToken)
                : await calendar.FindAsync(
                    invitation.Mailbox!, invitation.Activity, invitation.Key, cancellationToken),
            cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            return (invitation.After(fault, time.GetUtcNow()), fault);
        if (seen is { IsCancelled: false })
        {
            // Of a series nobody knows what was done to its dates, either.
            var idle = invitation.Idle() with { Days = null };
            return (await commands.RelateAsync(idle, seen, plan.Activity.Definition.TimeZone, cancellationToken), null);
        }

        return (invitation.EventId is null || invitation.Intent == InvitationStep.Cancel
            ? invitation.WithoutEvent()
            : invitation.Missing(), null);
    }

    /// <summary>
    /// Nothing is to be done now: what was said of a failure is taken back, and a meeting without a link is asked for it.
    /// </summary>
    private async Task<Invitation> SettleAsync(
        Invitation invitation,
        InvitationPlan plan,
        DateTimeOffset? gatherUntil,
        DateTimeOffset? quietUntil,
        CancellationToken cancellationToken)
    {
        if (plan.Wanted is null && (invitation.IsMissing || invitation.IsStuck))
            return await invitations.SaveAsync(invitation.WithoutEvent(), cancellationToken) ?? Overtaken(invitation);
        var settled = invitation.IsStuck || invitation.IsMissing || plan.IsUndecided(invitation)
            ? invitation
            : invitation with { GatherUntil = gatherUntil, QuietUntil = quietUntil, NextTry = null, LastError = null, Failures = 0 };
        if (plan.Wanted is { Details.Online: true } && settled is { HasEvent: true, JoinUrl: null })
            settled = await commands.FetchLinkAsync(settled with { Failures = invitation.Failures }, cancellationToken);
        if (settled == invitation)
            return invitation;
        return await invitations.SaveAsync(settled, cancellationToken) ?? Overtaken(settled);
    }

    private Invitation Overtaken(Invitation invitation)
    {
        Log.Overtaken(logger, invitation.Activity, invitation.Key);
        return invitation with { NextTry = time.GetUtcNow() + TimeSpan.FromSeconds(10) };
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information, EventName = "InvitationStep", Message = "{Step} invitation {Activity}/{Key}")]
        public static partial void Step(ILogger logger, InvitationStep step, ActivityId activity, InvitationKey key);

        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "InvitationResolving",
            Message = "Nobody knows what became of {Intent} of invitation {Activity}/{Key}: asking Graph")]
        public static partial void Resolving(
            ILogger logger, InvitationStep intent, ActivityId activity, InvitationKey key);

        [LoggerMessage(
            Level = LogLevel.Information, EventName = "InvitationOvertaken",
            Message = "Somebody else is at work on invitation {Activity}/{Key}")]
        public static partial void Overtaken(ILogger logger, ActivityId activity, InvitationKey key);
    }
}
