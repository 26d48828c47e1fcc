using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Attendance;

/// <summary>Somebody with a role in a meeting before it begins.</summary>
internal sealed record MeetingPerson(string Upn, string Role);

/// <summary>
/// What an organiser decides about an online meeting (https://learn.microsoft.com/graph/api/onlinemeeting-update).
/// </summary>
internal sealed record MeetingOptions
{
    private static readonly string[] NotChanged =
    [
        "id", "joinWebUrl", "creationDateTime", "videoTeleconferenceId", "joinInformation", "chatInfo",
        "audioConferencing",
        "meetingOptionsWebUrl",
    ];

    public string AllowedPresenters { get; init; } = "everyone";

    public string LobbyScope { get; init; } = "organization";

    public bool DialInBypassesLobby { get; init; }

    public string AllowMeetingChat { get; init; } = "enabled";

    public bool RecordAutomatically { get; init; }

    public ImmutableList<MeetingPerson> Attendees { get; init; } = [];

    /// <summary>With what a PATCH says, which the schema has already read.</summary>
    public MeetingOptions With(JsonObject sent)
    {
        var options = this;
        foreach (var (name, value) in sent.Where(member => !member.Key.Contains('@', StringComparison.Ordinal)))
            options = options.With(name, value);
        return options;
    }

    public JsonObject Render(string organiser) => new()
    {
        ["allowedPresenters"] = AllowedPresenters,
        ["lobbyBypassSettings"] = new JsonObject { ["scope"] = LobbyScope, ["isDialInBypassEnabled"] = DialInBypassesLobby },
        ["allowMeetingChat"] = AllowMeetingChat,
        ["recordAutomatically"] = RecordAutomatically,
        ["participants"] = new JsonObject
        {
            ["organizer"] = new JsonObject { ["upn"] = organiser, ["role"] = "presenter" },
            ["attendees"] = new JsonArray(
                [.. Attendees.Select(person => new JsonObject { ["upn"] = person.Upn, ["role"] = person.Role })]),
        },
    };

    private MeetingOptions With(string name, JsonNode? value) => name switch
    {
        "allowedPresenters" => this with { AllowedPresenters = value.Text() ?? AllowedPresenters },
        "lobbyBypassSettings" => this with
        {
            LobbyScope = value?["scope"].Text() ?? LobbyScope,
            DialInBypassesLobby = value?["isDialInBypassEnabled"].Flag() ?? DialInBypassesLobby,
        },
        "allowMeetingChat" => this with { AllowMeetingChat = value.Text() ?? AllowMeetingChat },
        "recordAutomatically" => this with { RecordAutomatically = value.Flag() ?? false },
        "participants" when value?["organizer"] is not null =>
            throw GraphErrorException.BadRequest("The organizer of a meeting cannot be changed."),
        "participants" => this with { Attendees = [.. (value?["attendees"]).List().Select(Person)] },
        _ when NotChanged.Contains(name) =>
            throw GraphErrorException.BadRequest($"The property '{name}' is read-only."),
        _ => throw GraphErrorException.NotModelled($"the meeting option '{name}'"),
    };

    private static MeetingPerson Person(JsonNode? node) =>
        node?["upn"].Text() is { Length: > 0 } upn
            ? new MeetingPerson(upn, node["role"].Text() ?? "attendee")
            : throw GraphErrorException.BadRequest("A participant of a meeting needs a upn.");
}
