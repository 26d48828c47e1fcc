using Pathway.Functions.Activities;

namespace Pathway.Functions.Calendars.Feed;

/// <summary>
/// An activity, its meeting's link where it is online and has one, and the college's links to its resources by title.
/// </summary>
public sealed record FeedEntry(Activity Activity, string? JoinUrl, IReadOnlyList<(string Title, string Url)> Resources);
