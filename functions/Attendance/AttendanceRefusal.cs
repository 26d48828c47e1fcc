namespace Pathway.Functions.Attendance;

/// <summary>What an administrator has not yet allowed.</summary>
public enum AttendanceRefusal
{
    /// <summary>Teams has no application access policy for the app.</summary>
    Policy,

    /// <summary>The app has no permission to read meetings and their attendance.</summary>
    Meetings,

    /// <summary>The app has no permission to look up the organiser's object id.</summary>
    Directory,
}
