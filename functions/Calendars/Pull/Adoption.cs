using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Series;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// An event that the manager makes in Outlook with the programme's category becomes a masterclass for everybody. One
/// that cannot, and one that names an activity of which the ledger knows another event or none, is set aside and
/// shown.
/// </summary>
public sealed class Adoption(
    ActivityTable catalogue,
    InvitationTable invitations,
    ProgrammeCalendar calendar,
    InvitationCommands commands,
    SeriesShaping series,
    SetAsideEvents setAside,
    CalendarSyncQueue syncs,
    IOptions<CalendarsOptions> options,
    IOptions<ProgrammeOptions> programme,
    TimeProvider time)
{
    private const int FirstVersion = 1;
    private const int MostTries = 4;
    private const string Repeats =
        "It repeats otherwise than every week or every other week until a day, or has more than 200 dates: "
        + "such a series is not taken over. Change it in Outlook, give each day an event of its own, or put the activity in here.";
    private const string AllDay = "It lasts all day: a masterclass has a time.";
    private const string Odd = "It has no subject, or lies in a year that nothing can be planned in.";
    private const string Second = "It is a second event of an activity that has one: delete it in Outlook.";
    private const string Unknown =
        "It is the event of an activity that the catalogue does not have, as after a restore of the tables: "
        + "put the activity in again, or delete it.";

    /// <summary>The catalogue is older than the calendar: what a person is told.</summary>
    internal const string Newer =
        "The event was written for a newer version of the activity than the catalogue has, as after a restore of the tables: "
        + "nothing is sent before the activity is changed, to what it should be.";

    private const string FoundAgain = "The event was found again in the calendar, as after a restore of the mailbox or the tables.";

    public async Task ConsiderAsync(SeenEvent stranger, PullContext context, CancellationToken cancellationToken)
    {
        if (!stranger.Categories.Any(IsOurs))
        {
            if (context.SetAside.Contains(stranger.Id))
                await setAside.RemoveAsync(stranger.Id, cancellationToken);
            return;
        }

        // One of ours whose creation was not answered yet carries the category too: only it says whose it is.
        var (full, fault) = await GraphFault.CatchAsync(
            () => calendar.GetAsync(context.Mailbox, stranger.Id, cancellationToken), cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
        if (full is null or { IsCancelled: true })
            return;
        var reason = full.Name is { } name
            ? await ClaimedAsync(full, name, context, cancellationToken)
            : Fault(full, context);
        if (reason is not null)
        {
            var event_ = new SetAsideEvent(
                VisibleText.Line(full.Subject), LocalDateTimePattern.GeneralIso.Format(full.Start) + "Z", reason);
            await setAside.AddAsync(full.Id, event_, cancellationToken);
            return;
        }

        if (full.Name is null)
            await AdoptAsync(full, context, cancellationToken);
        if (context.SetAside.Contains(full.Id))
            await setAside.RemoveAsync(full.Id, cancellationToken);
    }

    /// <summary>The ledger has it, the event does not say so yet or the catalogue does not have it yet.</summary>
    public async Task FinishAsync(
        ActivityId activity, SeenEvent seen, PullContext context, CancellationToken cancellationToken)
    {
        await ClaimAsync(context.Mailbox, seen.Id, activity, cancellationToken);
        var zone = AdoptedEvent.ZoneOf(seen);
        var (start, end) = (seen.Start.InUtc().WithZone(zone).LocalDateTime, seen.End.InUtc().WithZone(zone).LocalDateTime);
        var title = VisibleText.Line(seen.Subject);
        var repeats = seen.Series is { } pattern
            ? await RepetitionAsync(context.Mailbox, seen, pattern, zone, cancellationToken)
            : null;
        var definition = new ActivityDefinition
        {
            Kind = ActivityKind.Masterclass,
            Title = title.Length > ActivityRequest.MaxTitle ? title[..ActivityRequest.MaxTitle] : title,
            Start = start,
            End = end,
            TimeZone = zone.Id,
            Online = seen.Online,
            Repeats = repeats,
        };
        var (_, adopted) = await catalogue.PutAsync(activity, definition, Precondition.None, cancellationToken);
        context.Learn(adopted!);
    }

    /// <summary>Exchange may be at the event at the same moment; a property disturbs nothing that it does there.</summary>
    private async Task ClaimAsync(
        Mailbox mailbox, string eventId, ActivityId activity, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var (_, fault) = await GraphFault.CatchAsync(
                async () =>
                {
                    await calendar.ClaimAsync(
                        mailbox, eventId, activity, new InvitationKey("", 0), FirstVersion, cancellationToken);
                    return true;
                },
                cancellationToken);
            if (fault is null)
                return;
            if (fault.Kind != GraphFaultKind.Conflict || tries == MostTries)
                throw new GraphFaultException(fault);
        }
    }

    /// <summary>With the dates that were called off or moved before anybody here knew of the series.</summary>
    private async Task<Repetition> RepetitionAsync(
        Mailbox mailbox, SeenEvent seen, WeeklyPattern pattern, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var days = await series.ReadAsync(mailbox, seen.Id, seen.In(zone.Id, ""), zone, cancellationToken);
        return Repetition.From(pattern) with { Except = days.Gone, Moved = days.Moved };
    }

    private async Task AdoptAsync(SeenEvent full, PullContext context, CancellationToken cancellationToken)
    {
        var activity = AdoptedEvent.IdOf(full);
        var invitation = new Invitation(
            activity, new InvitationKey("", 0))
        { IsAdopted = true, Written = FirstVersion, Mailbox = context.Mailbox };
        if (await invitations.FindAsync(activity, invitation.Key, cancellationToken) is null)
        {
            var related = await commands.RelateAsync(invitation, full, AdoptedEvent.ZoneOf(full).Id, cancellationToken);
            await invitations.SaveAsync(related, cancellationToken);
        }

        await FinishAsync(activity, full, context, cancellationToken);
    }

    /// <summary>
    /// It says whose it is, and the ledger has it otherwise. Why it is left alone; null when it was put in its place
    /// or will be.
    /// </summary>
    private async Task<string?> ClaimedAsync(
        SeenEvent full, string name, PullContext context, CancellationToken cancellationToken)
    {
        if (!ProgrammeCalendar.TryReadName(name, out var id, out var key))
            return Odd;
        var known = await invitations.FindAsync(id, key, cancellationToken);
        if (known is { Intent: not InvitationStep.None } || known?.EventId == full.Id)
            return null; // Somebody is at it.
        if (known?.EventId is not null
            && await calendar.FindAsync(known.Mailbox!, id, key, known.EventId, cancellationToken) is not null)
            return Second;

        // Its own mails went out long ago: it is taken as it is, and only what differs is sent.
        var activity = context.Find(id);
        var zone = activity?.Definition.TimeZone ?? AdoptedEvent.ZoneOf(full).Id;
        var found = (known ?? new Invitation(id, key)) with { Mailbox = context.Mailbox };
        var related = (await commands.RelateAsync(found, full, zone, cancellationToken)) with { Note = FoundAgain };
        if (activity is null)
        {
            await invitations.SaveAsync(related, cancellationToken);
            return Unknown;
        }

        var undecided = related.Written > activity.Version;
        await invitations.SaveAsync(
            related with
            {
                TriedVersion = activity.Version,
                UndecidedAt = undecided ? activity.Version : 0,
                LastError = undecided ? Newer : null,
            },
            cancellationToken);
        await catalogue.MarkAsync(activity, time.GetUtcNow(), isMissing: false, cancellationToken);
        await syncs.SendAsync(id, TimeSpan.Zero, cancellationToken);
        return null;
    }

    private static string? Fault(SeenEvent full, PullContext context)
    {
        var today = LondonClock.DateOf(context.Now);
        if (full is { Repeats: true, Series: null })
            return Repeats;
        if (full.AllDay)
            return AllDay;
        return VisibleText.Line(full.Subject).Length == 0
            || !WallClock.IsPlausible(full.Start.Date, today)
            || !WallClock.IsPlausible(full.End.Date, today)
            ? Odd
            : null;
    }

    private bool IsOurs(string category) =>
        string.Equals(category, options.Value.Category, StringComparison.OrdinalIgnoreCase)
        || string.Equals(category, programme.Value.Name, StringComparison.OrdinalIgnoreCase);
}
