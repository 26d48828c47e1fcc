using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.TimeZones;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Graph;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>An event that the manager makes in Outlook with the programme's category becomes a masterclass for everybody.</summary>
public sealed partial class Adoption(
    ActivityTable catalogue, InvitationTable ledger, ProgrammeCalendar calendar, InvitationCommands acts, IOptions<CalendarsOptions> options, IOptions<ProgrammeOptions> programme)
{
    public async Task ConsiderAsync(SeenEvent stranger, PullContext context, CancellationToken cancellationToken)
    {
        var today = LondonClock.DateOf(context.Now);
        if (stranger.AllDay || stranger.Subject.Trim().Length == 0 || !stranger.Categories.Any(IsOurs)
            || !WallClock.IsPlausible(stranger.Start.Date, today) || !WallClock.IsPlausible(stranger.End.Date, today))
            return;

        // One of ours whose creation was not answered yet carries the category too: only it says whose it is.
        var (full, fault) = await GraphFault.CatchAsync(() => calendar.GetAsync(stranger.Id, cancellationToken), cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
        if (full is null || full.Name is not null)
            return;

        var activity = IdOf(full);
        var invitation = new Invitation(activity, new InvitationKey("", 0));
        if (await ledger.FindAsync(activity, invitation.Key, cancellationToken) is null)
            await ledger.SaveAsync(await acts.LearnAsync(invitation, full, ZoneOf(full).Id, cancellationToken), cancellationToken);
        await FinishAsync(activity, full, context, cancellationToken);
    }

    /// <summary>The ledger has it, the catalogue not yet.</summary>
    public async Task FinishAsync(ActivityId activity, SeenEvent seen, PullContext context, CancellationToken cancellationToken)
    {
        var zone = ZoneOf(seen);
        var (start, end) = (seen.Start.InUtc().WithZone(zone).LocalDateTime, seen.End.InUtc().WithZone(zone).LocalDateTime);
        var title = seen.Subject.Trim();
        var definition = new ActivityDefinition
        {
            Kind = ActivityKind.Masterclass,
            Title = title.Length > ActivityRequest.MaxTitle ? title[..ActivityRequest.MaxTitle] : title,
            Start = start,
            End = end,
            TimeZone = zone.Id,
            Online = seen.Online,
        };
        var (_, adopted) = await catalogue.PutAsync(activity, definition, Precondition.None, cancellationToken);
        context.Learn(adopted!);
    }

    private bool IsOurs(string category) =>
        string.Equals(category, options.Value.Category, StringComparison.OrdinalIgnoreCase) || string.Equals(category, programme.Value.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The title as a slug and a few letters of the event's id: the same however often it is seen.</summary>
    private static ActivityId IdOf(SeenEvent seen)
    {
        var slug = NotSlug().Replace(seen.Subject.ToLowerInvariant(), "-").Trim('-');
        var tail = HashId.From(seen.Id, 5);
        return ActivityId.Parse($"{(slug.Length > 50 ? slug[..50] : slug)}-{tail}".Trim('-').Replace("--", "-", StringComparison.Ordinal));
    }

    /// <summary>The zone it was made in, which Outlook names as Windows does.</summary>
    private static DateTimeZone ZoneOf(SeenEvent seen) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(seen.OriginalTimeZone is { } name && TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var iana) ? iana : seen.OriginalTimeZone ?? "")
        ?? LondonClock.London;

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotSlug();
}
