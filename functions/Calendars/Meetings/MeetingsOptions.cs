using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>Section <c>Meetings</c>: how a Teams meeting of the programme is held.</summary>
public sealed class MeetingsOptions
{
    public const string Section = "Meetings";

    /// <summary>False leaves every meeting as Teams' own policies make it.</summary>
    public bool Secure { get; set; } = true;

    /// <summary>
    /// Who need not wait in the lobby, in Graph's words. With <c>organization</c> a meeting begins when somebody of the
    /// programme is there; with <c>organizer</c> somebody must sign in as the programme's mailbox.
    /// </summary>
    [RegularExpression("^(organization|organizationExcludingGuests|invited|organizer)$")]
    public string Lobby { get; set; } = "organization";

    /// <summary><c>limited</c> is a chat during the meeting alone.</summary>
    [RegularExpression("^(enabled|disabled|limited)$")]
    public string Chat { get; set; } = "limited";

    /// <summary>Whether each meeting is recorded from its beginning.</summary>
    public bool Record { get; set; }

    /// <summary>Addresses of those who may present besides the organiser and an activity's speakers.</summary>
    [MaxLength(50)]
    public IList<string> Presenters { get; } = [];
}
