namespace Pathway.Functions.Calendars.Push;

/// <summary>
/// The subscription to the calendar's changes as the app knows it; <see cref="Fault"/> says in words why there is
/// none.
/// </summary>
public sealed record SubscriptionState(
    string? Id = null, DateTimeOffset? ExpiresAt = null, string? Fault = null, string? Terms = null);
