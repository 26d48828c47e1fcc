namespace Pathway.Functions.Calendars.Events;

/// <summary>Somebody invited, and what they answered in Graph's words.</summary>
public sealed record SeenAttendee(string Address, string Response);
