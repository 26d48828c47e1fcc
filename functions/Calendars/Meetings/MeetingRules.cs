using Microsoft.Graph.Models;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>
/// How a meeting is held: who waits in the lobby, who presents, chat and recording
/// (https://learn.microsoft.com/graph/api/onlinemeeting-update).
/// </summary>
/// <param name="Presenters">Addresses in lower case and in order; the organiser presents anyway.</param>
public sealed record MeetingRules(string Lobby, string Chat, bool Record, IReadOnlyList<string> Presenters)
{
    public static MeetingRules For(ActivityDefinition definition, MeetingsOptions options) => new(
        options.Lobby,
        options.Chat,
        options.Record,
        Ordered(definition.Speakers.Select(speaker => speaker.Email).Concat(options.Presenters)));

    /// <summary>As a meeting has them; null members are words that Graph did not have when this was written.</summary>
    public static MeetingRules Read(OnlineMeeting meeting) => new(
        Word(meeting.LobbyBypassSettings?.Scope) + (meeting.LobbyBypassSettings?.IsDialInBypassEnabled is true ? " and by telephone" : ""),
        Word(meeting.AllowMeetingChat),
        meeting.RecordAutomatically is true,
        meeting.AllowedPresenters switch
        {
            OnlineMeetingPresenters.Organizer => [],
            OnlineMeetingPresenters.RoleIsPresenter => Ordered((meeting.Participants?.Attendees ?? [])
                .Where(person => person.Role is not (null or OnlineMeetingRole.Attendee))
                .Select(person => person.Upn ?? "")),
            var others => [Word(others)],
        });

    /// <summary>The same for the same rules.</summary>
    public string Mark => HashId.From(string.Join('\n', [Lobby, Chat, $"{Record}", .. Presenters]), 10);

    public OnlineMeeting ToGraph() => new()
    {
        LobbyBypassSettings = new LobbyBypassSettings
        {
            Scope = Enum.Parse<LobbyBypassScope>(Lobby, ignoreCase: true),
            IsDialInBypassEnabled = false,
        },
        AllowMeetingChat = Enum.Parse<MeetingChatMode>(Chat, ignoreCase: true),
        RecordAutomatically = Record,
        AllowedPresenters = Presenters.Count == 0 ? OnlineMeetingPresenters.Organizer : OnlineMeetingPresenters.RoleIsPresenter,
        Participants = new MeetingParticipants
        {
            Attendees =
            [
                .. Presenters.Select(
                    address => new MeetingParticipantInfo { Upn = address, Role = OnlineMeetingRole.Presenter }),
            ],
        },
    };

    private static List<string> Ordered(IEnumerable<string> addresses) =>
    [
        .. addresses.Select(MailAddress.Normalise)
            .Where(address => address.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static string Word<T>(T? value)
        where T : struct, Enum =>
        value is { } known && Enum.GetName(known) is { } name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
