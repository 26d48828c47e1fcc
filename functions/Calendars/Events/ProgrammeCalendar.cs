using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Events.Item;
using Microsoft.Graph.Users.Item.Events.Item.Cancel;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Mailbox = Pathway.Functions.Graph.Mailbox;
namespace Pathway.Functions.Calendars.Events;

/// <summary>The programme's calendars in Graph, one a mailbox: one method, one request. Failures escape as the SDK throws them.</summary>
public sealed class ProgrammeCalendar(ProgrammeGraph graph, IOptions<CalendarsOptions> options)
{
    /// <summary>Names an event's invitation for good: how an event is found whose creation was never answered.</summary>
    public const string NameProperty = "String {8b2f6a5e-3d41-4c0f-9f0e-5a7d1c9be3f4} Name PathwayActivity";

    /// <summary>Which text of ours the body holds: Exchange rewrites HTML, so the body itself cannot be compared.</summary>
    public const string BodyProperty = "String {8b2f6a5e-3d41-4c0f-9f0e-5a7d1c9be3f4} Name PathwayBody";

    /// <summary>
    /// For which version of the activity the event was last written: another one than the ledger knows means that
    /// either of the two was brought back from a backup.
    /// </summary>
    public const string VersionProperty = "String {8b2f6a5e-3d41-4c0f-9f0e-5a7d1c9be3f4} Name PathwayVersion";

    private const string Properties =
        $"singleValueExtendedProperties($filter=id eq '{NameProperty}' or id eq '{BodyProperty}' or id eq '{VersionProperty}')";

    private static readonly string[] Columns =
    [
        "id", "subject", "start", "end", "isAllDay", "showAs", "hideAttendees", "allowNewTimeProposals",
        "isOnlineMeeting", "onlineMeeting",
        "attendees", "categories", "originalStartTimeZone", "isCancelled", "type", "seriesMasterId", "recurrence",
    ];

    public static string NameOf(ActivityId activity, InvitationKey key) => $"{activity}/{key}";

    /// <param name="mailbox">In whose calendar.</param>
    /// <param name="activity">Whose event it is.</param>
    /// <param name="key">Which of the activity's.</param>
    /// <param name="generation">Counts the events that this invitation has had: another one once its event is gone.</param>
    /// <param name="wanted">What it is to say.</param>
    /// <param name="version">The activity's version.</param>
    /// <param name="addresses">Who is invited.</param>
    /// <param name="cancellationToken">Stops before the request.</param>
    public async Task<SeenEvent> CreateAsync(
        Mailbox mailbox,
        ActivityId activity,
        InvitationKey key,
        int generation,
        WantedEvent wanted,
        int version,
        IEnumerable<string> addresses,
        CancellationToken cancellationToken)
    {
        var name = NameOf(activity, key);
        var item = new Event
        {
            AllowNewTimeProposals = false,
            HideAttendees = true,
            Categories = [options.Value.Category],
            IsReminderOn = true,
            ReminderMinutesBeforeStart = wanted.ReminderMinutes,
            TransactionId = TransactionId(name, generation),
            Attendees = Attendees(addresses),
        };
        SetDetails(item, wanted, null, SeriesWriting.ByDate);
        SetBody(item, wanted.BodyPart);
        item.SingleValueExtendedProperties =
        [
            new() { Id = BodyProperty, Value = wanted.Details.Body },
            new() { Id = NameProperty, Value = name },
            VersionIs(version),
        ];
        return SeenEvent.Read((await graph.At(mailbox).Events.PostAsync(item, cancellationToken: cancellationToken))!);
    }

    public static bool TryReadName(string name, out ActivityId activity, out InvitationKey key)
    {
        key = default;
        activity = default;
        return name.Split('/') is [var id, var part]
            && ActivityId.TryParse(id, out activity)
            && InvitationKey.TryParse(part, out key);
    }

    /// <summary>
    /// The event in the calendar that says it is this invitation's, or null. What lies in Deleted Items is not in the calendar.
    /// </summary>
    public async Task<SeenEvent?> FindAsync(
        Mailbox mailbox, ActivityId activity, InvitationKey key, CancellationToken cancellationToken) =>
        (await FindAllAsync(mailbox, activity, key, cancellationToken)).FirstOrDefault();

    /// <summary>The same, if it is the one with this id.</summary>
    public async Task<SeenEvent?> FindAsync(
        Mailbox mailbox, ActivityId activity, InvitationKey key, string eventId, CancellationToken cancellationToken) =>
        (await FindAllAsync(mailbox, activity, key, cancellationToken)).FirstOrDefault(seen => seen.Id == eventId);

    private async Task<IEnumerable<SeenEvent>> FindAllAsync(
        Mailbox mailbox, ActivityId activity, InvitationKey key, CancellationToken cancellationToken)
    {
        var events = graph.At(mailbox).Events;
        var found = await GraphPages.ReadAsync(
            events.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter =
                        $"singleValueExtendedProperties/Any(ep: ep/id eq '{NameProperty}' and ep/value eq '{NameOf(activity, key)}')";
                    request.QueryParameters.Expand = [Properties];
                    request.QueryParameters.Select = Columns;
                },
                cancellationToken),
            page => page.Value,
            link => events.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return found.Where(item => item.IsCancelled is not true && item.SeriesMasterId is null).Select(SeenEvent.Read);
    }

    /// <summary>Writes into an event made in Outlook whose it is. Nobody is mailed about a property.</summary>
    public Task ClaimAsync(
        Mailbox mailbox,
        string eventId,
        ActivityId activity,
        InvitationKey key,
        int version,
        CancellationToken cancellationToken) =>
        graph.At(mailbox).Events[eventId].PatchAsync(
            new Event { SingleValueExtendedProperties = [new() { Id = NameProperty, Value = NameOf(activity, key) }, VersionIs(version)] },
            cancellationToken: cancellationToken);

    /// <summary>By its id, from wherever it lies: an event that was deleted may go on answering.</summary>
    public async Task<SeenEvent> GetAsync(Mailbox mailbox, string eventId, CancellationToken cancellationToken) =>
        SeenEvent.Read((await graph.At(mailbox).Events[eventId].GetAsync(
        request =>
        {
            request.QueryParameters.Expand = [Properties];
            request.QueryParameters.Select = Columns;
        },
        cancellationToken))!);

    /// <summary>The whole body, the Teams block in it included.</summary>
    public async Task<string> GetBodyAsync(Mailbox mailbox, string eventId, CancellationToken cancellationToken) =>
        (await graph.At(mailbox).Events[eventId].GetAsync(
            request => request.QueryParameters.Select = ["body"], cancellationToken))?.Body?.Content
        ?? "";

    /// <summary>
    /// Sends what differs from <paramref name="known"/> ; <paramref name="body"/> is the whole new body, or null to leave it.
    /// </summary>
    /// <param name="recurrence">How to write that it repeats, where that is to be written at all.</param>
    public Task ChangeDetailsAsync(
        Mailbox mailbox,
        string eventId,
        WantedEvent wanted,
        int version,
        EventDetails? known,
        string? body,
        SeriesWriting recurrence,
        CancellationToken cancellationToken)
    {
        var item = new Event { SingleValueExtendedProperties = [VersionIs(version)] };
        SetDetails(item, wanted, known, recurrence);
        if (body is not null)
            SetBody(item, body);
        if (body is not null || known?.Body != wanted.Details.Body)
            item.SingleValueExtendedProperties.Add(new() { Id = BodyProperty, Value = wanted.Details.Body });
        if (known?.IsQuiet is not true)
            (item.HideAttendees, item.AllowNewTimeProposals) = (true, false);
        return graph.At(mailbox).Events[eventId].PatchAsync(item, cancellationToken: cancellationToken);
    }

    /// <summary>Attendees and nothing else: only who comes or goes is mailed.</summary>
    public Task ChangeAttendeesAsync(
        Mailbox mailbox, string eventId, IEnumerable<string> addresses, CancellationToken cancellationToken) =>
        graph.At(mailbox).Events[eventId].PatchAsync(
            new Event { Attendees = Attendees(addresses) }, cancellationToken: cancellationToken);

    /// <summary>
    /// Takes the event out of every calendar. Without attendees there is nobody to tell, and Exchange knows no cancelling.
    /// </summary>
    public Task CancelAsync(Mailbox mailbox, string eventId, string? comment, CancellationToken cancellationToken)
    {
        EventItemRequestBuilder item = graph.At(mailbox).Events[eventId];
        return comment is null
            ? item.DeleteAsync(cancellationToken: cancellationToken)
            : item.Cancel.PostAsync(
                new CancelPostRequestBody { Comment = comment }, cancellationToken: cancellationToken);
    }

    private static void SetDetails(Event item, WantedEvent wanted, EventDetails? known, SeriesWriting recurrence)
    {
        var details = wanted.Details;
        if (details.Subject != known?.Subject)
            item.Subject = details.Subject;
        if (details.ShowAs != known?.ShowAs)
            item.ShowAs = details.ShowAs == EventDetails.Free ? FreeBusyStatus.Free : FreeBusyStatus.Busy;
        if (details.Online && known?.Online is not true)
            (item.IsOnlineMeeting, item.OnlineMeetingProvider) = (true, OnlineMeetingProviderType.TeamsForBusiness);
        if (known is not null && details.SameTimes(known) && recurrence == SeriesWriting.ByDate)
            return;
        if (details.Pattern is { } pattern)
            item.Recurrence = EventRecurrence.Write(pattern, details.TimeZone, recurrence == SeriesWriting.AnewByNumber);
        else if (known?.Repeats is not null)
            item.AdditionalData["recurrence"] = null!;
        item.Start = new DateTimeTimeZone { DateTime = details.Start, TimeZone = details.TimeZone };
        item.End = new DateTimeTimeZone { DateTime = details.End, TimeZone = details.TimeZone };
        if (details.AllDay != known?.AllDay)
            item.IsAllDay = details.AllDay;
    }

    private static void SetBody(Event item, string content) =>
        item.Body = new ItemBody { ContentType = BodyType.Html, Content = content };

    private static SingleValueLegacyExtendedProperty VersionIs(int version) =>
        new() { Id = VersionProperty, Value = version.ToString(CultureInfo.InvariantCulture) };

    private static List<Attendee> Attendees(IEnumerable<string> addresses) =>
    [
        .. addresses.Select(
            address => new Attendee { Type = AttendeeType.Required, EmailAddress = new EmailAddress { Address = address } }),
    ];

    /// <summary>
    /// The same for the same invitation, so that Exchange too knows a repetition; another one once its event is gone.
    /// </summary>
    private static string TransactionId(string name, int generation) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}/{generation}")).AsSpan(0, 16)).ToString();
}
