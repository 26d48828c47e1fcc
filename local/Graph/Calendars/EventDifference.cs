using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>What changed between two contents, as far as it decides who gets mail.</summary>
internal sealed record EventDifference(
    bool Anything, bool SeenByAll, IReadOnlyList<Attendee> Added, IReadOnlyList<Attendee> Removed)
{
    public static EventDifference Between(EventContent before, EventContent after)
    {
        var seen = before.Start.Instant != after.Start.Instant || before.End.Instant != after.End.Instant
            || before.Body != after.Body
            || !SameLocations(before, after)
            || !Recurrence.Same(before.Recurrence, after.Recurrence)
            || EventSchema.SeenByAttendees.Any(name => !JsonNode.DeepEquals(before.Plain[name], after.Plain[name]));
        var own = !JsonNode.DeepEquals(before.Plain, after.Plain)
            || before.Start != after.Start || before.End != after.End
            || !before.ExtendedProperties.SequenceEqual(after.ExtendedProperties)
            || !before.Attendees.SequenceEqual(after.Attendees);
        return new EventDifference(seen || own, seen, Without(after, before), Without(before, after));
    }

    private static List<Attendee> Without(EventContent content, EventContent other)
    {
        var there = other.Attendees.Select(attendee => attendee.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. content.Attendees.Where(attendee => !there.Contains(attendee.Address))];
    }

    private static bool SameLocations(EventContent before, EventContent after) =>
        before.Locations.Count == after.Locations.Count
        && before.Locations.Zip(after.Locations).All(pair => JsonNode.DeepEquals(pair.First, pair.Second));
}
