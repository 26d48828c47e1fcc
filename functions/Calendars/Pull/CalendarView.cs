namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// The calendar as a whole, as <c>GET /api/calendar</c> shows it: how far it was followed, and what waits for a
/// person.
/// </summary>
public sealed record CalendarView(
    DateTimeOffset? FollowedAt,
    IReadOnlyList<string> Pending,
    IReadOnlyList<string> Waiting,
    IReadOnlyList<SetAsideEvent> LeftAlone);
