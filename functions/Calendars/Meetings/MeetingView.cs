using System.Text.Json.Serialization;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>Whether an activity's meeting is held by the programme's rules, and why not.</summary>
public sealed record MeetingView(bool Safe, string? Why)
{
    /// <summary>When the app tries again by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NextTry { get; init; }

    public static MeetingView From(MeetingState state, bool holds) => new(holds, Words(state, holds)) { NextTry = state.NextTry };

    private static string? Words(MeetingState state, bool holds) => state.Fault switch
    {
        MeetingFault.None when holds => state.Note,
        MeetingFault.None => "The meeting's options are about to be set.",
        MeetingFault.Permission => "Microsoft Graph does not let the app change meetings: Problems names the permission, under Health.",
        MeetingFault.Policy => "Teams does not let the app at the meeting: Problems names the policy, under Health.",
        MeetingFault.NotFound => "Teams does not know the meeting yet.",
        MeetingFault.Unanswered => "Microsoft Graph did not answer; it is tried again.",
        MeetingFault.NotKept => "Teams takes the meeting's options and changes them again each night: look at its meeting policies.",
        _ => $"Teams refused the meeting's options: {state.Note}",
    };
}
