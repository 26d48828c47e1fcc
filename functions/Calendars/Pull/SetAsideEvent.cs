namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// An event with the programme's category that the app leaves alone, and why. <paramref name="Start"/> is UTC.
/// </summary>
public sealed record SetAsideEvent(string Subject, string Start, string Reason);
