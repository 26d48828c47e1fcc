using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Series;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// What people do in Outlook to single dates of a series: one that is moved or called off there is so in the catalogue.
/// Graph's list of changes says that something happened to a series, not always what: its dates are read and compared.
/// </summary>
public sealed class FollowedSeries(
    InvitationTable invitations,
    AnswersByDate answers,
    SeriesShaping series,
    ActivityTable catalogue,
    CalendarSyncQueue syncs,
    TimeProvider time)
{
    private const string Outvoted = "A date that was changed in Outlook was put back to what the catalogue says.";

    /// <param name="whole">Look at every series, whether anything was told of it or not.</param>
    public async Task FollowAsync(PullContext context, bool whole, CancellationToken cancellationToken)
    {
        foreach (var id in context.Ahead.Where(IsSeries).Select(activity => activity.Id).ToList())
        {
            foreach (var (invitation, responses) in await invitations.ReadWithResponsesAsync(id, cancellationToken))
            {
                var isTold = whole || context.HasLostDays || context.Series.Contains(invitation.EventId ?? "");
                if (!isTold || invitation.Mailbox != context.Mailbox || context.Find(id) is not { } activity)
                    continue;
                await answers.KeepAsync(invitation, responses, activity, context, cancellationToken);
                if (IsComparable(invitation))
                    await CompareAsync(invitation, activity, context, cancellationToken);
            }
        }
    }

    private static bool IsSeries(Activity activity) => activity.Definition is { Repeats: not null, Zone: not null };

    private static bool IsComparable(Invitation invitation) =>
        invitation is { HasEvent: true, Intent: InvitationStep.None, Days: not null, Details.Pattern: not null };

    private async Task CompareAsync(
        Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        var (found, fault) = await GraphFault.CatchAsync(
            () => series.ReadAsync(
                context.Mailbox, invitation.EventId!, invitation.Details!, activity.Definition.Zone!, cancellationToken),
            cancellationToken);
        if (fault is { Kind: GraphFaultKind.Gone or GraphFaultKind.Refused })
            return; // It is gone, or is no series any more: the event itself tells of that.
        if (fault is not null)
            throw new GraphFaultException(fault);
        var there = Ahead(found!, invitation.Days!, context.Now.InZone(activity.Definition.Zone!).Date);
        if (there.Same(invitation.Days!))
            return;

        var changed = Accept(activity, invitation, there, context) is { } definition
            ? await PutAsync(activity, definition, context, cancellationToken)
            : null;
        var agrees = SeriesDays.Wanted((changed ?? activity).Definition)?.AreIn(there) is true;
        var known = invitation with { Days = there, Note = agrees ? invitation.Note : Outvoted };
        if (await invitations.SaveAsync(
            known with { TriedVersion = (changed ?? activity).Version }, cancellationToken) is null)
            context.IsUnsettled = true;
        else if (changed is null)
            await MarkAsync(activity, context, cancellationToken);
    }

    /// <summary>What was found; of dates that lie behind, what was known.</summary>
    private static SeriesDays Ahead(SeriesDays found, SeriesDays known, LocalDate today) => new(
        [.. known.Gone.Where(date => date < today).Concat(found.Gone.Where(date => date >= today))],
        [.. known.Moved.Where(moved => moved.Date < today).Concat(found.Moved.Where(moved => moved.Date >= today))]);

    /// <summary>
    /// The definition as the edit has it. Null when the catalogue has moved since, or when it makes no sense: then the
    /// catalogue wins.
    /// </summary>
    private static ActivityDefinition? Accept(
        Activity activity, Invitation invitation, SeriesDays there, PullContext context)
    {
        var (definition, known) = (activity.Definition, invitation.Days!);
        if (context.IsDoubtful || invitation.Key != new InvitationKey("", 0)
            || SeriesDays.Wanted(definition)?.Same(known) is not true
            || invitation.Details?.Repeats != definition.Repeats!.PatternFrom(definition.Start.Date)?.ToString())
            return null;
        var gone = there.Gone.Except(known.Gone).ToList();
        var today = LondonClock.DateOf(context.Now);
        if (there.Moved.Any(moved => !WallClock.IsPlausible(moved.Start.Date, today) || moved.End > moved.Start.PlusDays(1)))
            return null;
        var repeats = definition.Repeats with
        {
            Except = [.. definition.Repeats.Except.Except(known.Gone.Except(there.Gone)).Union(gone).Order()],
            Moved = there.Moved,
        };
        return repeats.Occurrences(definition.Start, definition.End).Any()
            ? definition with { Repeats = repeats }
            : null;
    }

    private async Task<Activity?> PutAsync(
        Activity activity, ActivityDefinition definition, PullContext context, CancellationToken cancellationToken)
    {
        var (change, changed) = await catalogue.PutAsync(
            activity.Id, definition, Precondition.IsAt(activity.Version), cancellationToken);
        if (changed is not null)
            context.Learn(changed);
        return change is ActivityChange.Updated or ActivityChange.Unchanged ? changed : null;
    }

    private async Task MarkAsync(Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (await catalogue.MarkAsync(activity, time.GetUtcNow(), isMissing: false, cancellationToken)
            && await catalogue.FindAsync(activity.Id, cancellationToken) is { } marked)
            context.Learn(marked);
        await syncs.SendAsync(activity.Id, TimeSpan.Zero, cancellationToken);
    }
}
