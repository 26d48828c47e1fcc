using Pathway.Functions.Calendars.Events;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// One change that Graph tells of: an event as it is now, or the id of one that left the window or the calendar.
/// </summary>
public sealed record CalendarChange(string Id, SeenEvent? Event);
