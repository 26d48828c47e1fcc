namespace Pathway.Functions.Calendars.Meetings;

/// <summary>Why a meeting is not held as it should be.</summary>
public enum MeetingFault
{
    None,

    /// <summary>The app has no permission to change meetings.</summary>
    Permission,

    /// <summary>Teams has no application access policy for the app.</summary>
    Policy,

    /// <summary>Teams does not know the meeting, or not yet.</summary>
    NotFound,

    /// <summary>Nobody knows whether it was set.</summary>
    Unanswered,

    /// <summary>Teams does not take these options.</summary>
    Refused,

    /// <summary>Teams takes them and has others a night later, each time.</summary>
    NotKept,
}
