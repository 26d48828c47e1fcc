namespace Pathway.Functions.Attendance;

/// <summary>Teams does not let this app read meetings yet.</summary>
public sealed class NoAccessPolicyException(Exception cause) : Exception("Teams has no application access policy for this app.", cause);
