namespace Pathway.Functions.Attendance;

/// <summary>Microsoft 365 does not let this app read attendance yet.</summary>
public sealed class AttendanceRefusedException(
    AttendanceRefusal refusal, Exception cause) : Exception("Attendance may not be read.", cause)
{
    public AttendanceRefusal Refusal { get; } = refusal;
}
