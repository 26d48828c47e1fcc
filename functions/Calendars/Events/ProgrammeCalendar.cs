using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Events.Item;
using Microsoft.Graph.Users.Item.Events.Item.Cancel;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
namespace Pathway.Functions.Calendars.Events;

/// <summary>The programme's calendar in Graph: one method, one request. Failures escape as the SDK throws them.</summary>
public sealed class ProgrammeCalendar(ProgrammeGraph graph, IOptions<CalendarsOptions> options)
{
    /// <summary>Names an event's invitation for good: how an event is found whose creation was never answered.</summary>
    public const string NameProperty = "String {8b2f6a5e-3d41-4c0f-9f0e-5a7d1c9be3f4} Name PathwayActivity";

    /// <summary>Which text of ours the body holds: Exchange rewrites HTML, so the body itself cannot be compared.</summary>
    public const string BodyProperty = "String {8b2f6a5e-3d41-4c0f-9f0e-5a7d1c9be3f4} Name PathwayBody";

    private const string Properties = $"singleValueExtendedProperties($filter=id eq '{NameProperty}' or id eq '{BodyProperty}')";

    private static readonly string[] Columns =
    [
        "id", "subject", "start", "end", "isAllDay", "showAs", "hideAttendees", "allowNewTimeProposals", "isOnlineMeeting", "onlineMeeting",
        "attendees", "categories", "originalStartTimeZone",
    ];

    public static string NameOf(ActivityId activity, InvitationKey key) => $"{activity}/{key}";

    /// <param name="generation">Counts the events that this invitation has had: another one once its event is gone.</param>
    public async Task<SeenEvent> CreateAsync(
        ActivityId activity, InvitationKey key, int generation, WantedEvent wanted, IEnumerable<string> addresses, CancellationToken cancellationToken)
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
        SetDetails(item, wanted, null);
        SetBody(item, wanted, wanted.BodyPart);
        item.SingleValueExtendedProperties!.Add(new() { Id = NameProperty, Value = name });
        return SeenEvent.Of((await graph.Mailbox.Events.PostAsync(item, cancellationToken: cancellationToken))!);
    }

    /// <summary>The event that says it is this invitation's, or null.</summary>
    public async Task<SeenEvent?> FindAsync(ActivityId activity, InvitationKey key, CancellationToken cancellationToken)
    {
        var found = await graph.Mailbox.Events.GetAsync(
            request =>
            {
                request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{NameProperty}' and ep/value eq '{NameOf(activity, key)}')";
                request.QueryParameters.Expand = [Properties];
                request.QueryParameters.Select = Columns;
            },
            cancellationToken);
        return found?.Value is [var first, ..] ? SeenEvent.Of(first) : null;
    }

    public async Task<SeenEvent> GetAsync(string eventId, CancellationToken cancellationToken) => SeenEvent.Of((await graph.Mailbox.Events[eventId].GetAsync(
        request =>
        {
            request.QueryParameters.Expand = [Properties];
            request.QueryParameters.Select = Columns;
        },
        cancellationToken))!);

    /// <summary>The whole body, the Teams block in it included.</summary>
    public async Task<string> GetBodyAsync(string eventId, CancellationToken cancellationToken) =>
        (await graph.Mailbox.Events[eventId].GetAsync(request => request.QueryParameters.Select = ["body"], cancellationToken))?.Body?.Content ?? "";

    /// <summary>Sends what differs from <paramref name="known"/>; <paramref name="body"/> is the whole new body, or null to leave it.</summary>
    public Task ChangeDetailsAsync(string eventId, WantedEvent wanted, EventDetails? known, string? body, CancellationToken cancellationToken)
    {
        var item = new Event();
        SetDetails(item, wanted, known);
        if (body is not null)
            SetBody(item, wanted, body);
        if (known?.IsQuiet is not true)
            (item.HideAttendees, item.AllowNewTimeProposals) = (true, false);
        return graph.Mailbox.Events[eventId].PatchAsync(item, cancellationToken: cancellationToken);
    }

    /// <summary>Attendees and nothing else: only who comes or goes is mailed.</summary>
    public Task ChangeAttendeesAsync(string eventId, IEnumerable<string> addresses, CancellationToken cancellationToken) =>
        graph.Mailbox.Events[eventId].PatchAsync(new Event { Attendees = Attendees(addresses) }, cancellationToken: cancellationToken);

    /// <summary>Takes the event out of every calendar. Without attendees there is nobody to tell, and Exchange knows no cancelling.</summary>
    public Task CancelAsync(string eventId, string? comment, CancellationToken cancellationToken)
    {
        EventItemRequestBuilder item = graph.Mailbox.Events[eventId];
        return comment is null
            ? item.DeleteAsync(cancellationToken: cancellationToken)
            : item.Cancel.PostAsync(new CancelPostRequestBody { Comment = comment }, cancellationToken: cancellationToken);
    }

    private static void SetDetails(Event item, WantedEvent wanted, EventDetails? known)
    {
        var details = wanted.Details;
        if (details.Subject != known?.Subject)
            item.Subject = details.Subject;
        if (details.ShowAs != known?.ShowAs)
            item.ShowAs = details.ShowAs == EventDetails.Free ? FreeBusyStatus.Free : FreeBusyStatus.Busy;
        if (details.Online && known?.Online is not true)
            (item.IsOnlineMeeting, item.OnlineMeetingProvider) = (true, OnlineMeetingProviderType.TeamsForBusiness);
        if (known is not null && details.SameTimes(known))
            return;
        item.Start = new DateTimeTimeZone { DateTime = details.Start, TimeZone = details.TimeZone };
        item.End = new DateTimeTimeZone { DateTime = details.End, TimeZone = details.TimeZone };
        if (details.AllDay != known?.AllDay)
            item.IsAllDay = details.AllDay;
    }

    private static void SetBody(Event item, WantedEvent wanted, string content)
    {
        item.Body = new ItemBody { ContentType = BodyType.Html, Content = content };
        item.SingleValueExtendedProperties = [new() { Id = BodyProperty, Value = wanted.Details.Body }];
    }

    private static List<Attendee> Attendees(IEnumerable<string> addresses) =>
        [.. addresses.Select(address => new Attendee { Type = AttendeeType.Required, EmailAddress = new EmailAddress { Address = address } })];

    /// <summary>The same for the same invitation, so that Exchange too knows a repetition; another one once its event is gone.</summary>
    private static string TransactionId(string name, int generation) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}/{generation}")).AsSpan(0, 16)).ToString();
}
