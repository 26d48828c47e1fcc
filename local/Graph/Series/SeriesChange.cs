using System.Text.Json.Nodes;
using NodaTime.Text;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Series;

/// <summary>What a change of one occurrence does to its series, and a change of the series to its occurrences.</summary>
internal static class SeriesChange
{
    /// <summary>Keeps a changed occurrence with its master.</summary>
    /// <exception cref="GraphErrorException">It would come to the day of its neighbour or past it, which Exchange
    /// refuses.</exception>
    public static void Except(StoredEvent master, StoredEvent occurrence)
    {
        var of = occurrence.Occurrence!;
        CheckNeighbours(master, occurrence);
        occurrence.Occurrence = of with { IsException = true };
        master.Exceptions[of.Day] = occurrence;
    }

    public static void Cancel(StoredEvent master, StoredEvent occurrence, long change)
    {
        var day = occurrence.Occurrence!.Day;
        master.Exceptions.Remove(day);
        master.Gone[day] = new GoneOccurrence(change, IsCancelled: true);
    }

    /// <summary>
    /// After a change of the master: other days or hours forget what was changed and cancelled singly, as Exchange
    /// does; anything else reaches the exceptions where they had not been changed themselves.
    /// </summary>
    public static void Follow(StoredEvent master, EventContent before, long change)
    {
        var after = master.Content;
        if (before.Recurrence is null)
            return;
        if (Recurrence.Same(before.Recurrence, after.Recurrence)
            && before.Start == after.Start
            && before.End == after.End)
        {
            foreach (var exception in master.Exceptions.Values)
                (exception.Content, exception.Change) = (Merged(exception.Content, before, after), change);
            return;
        }

        var earlier = RecurrenceDates.Enumerate(before.Recurrence).Select(EventSeries.Key).ToList();
        var now = after.Recurrence is null
            ? []
            : RecurrenceDates.Enumerate(after.Recurrence).Select(EventSeries.Key).ToHashSet();
        master.Exceptions.Clear();
        foreach (var back in master.Gone.Keys.Where(now.Contains).ToList())
            master.Gone.Remove(back);
        foreach (var day in earlier.Where(day => !now.Contains(day)))
            master.Gone.TryAdd(day, new GoneOccurrence(change, IsCancelled: false));
    }

    private static void CheckNeighbours(StoredEvent master, StoredEvent occurrence)
    {
        var zone = EventSeries.ZoneOf(master.Content);
        var day = LocalDatePattern.Iso.Parse(occurrence.Occurrence!.Day).Value;
        var wanted = occurrence.Content.Start.InZone(zone).Date;
        foreach (var other in new EventSeries(master).Occurrences().Where(other => other.Number != occurrence.Number))
        {
            var planned = LocalDatePattern.Iso.Parse(other.Occurrence!.Day).Value;
            var actual = other.Content.Start.InZone(zone).Date;
            if (planned < day ? actual >= wanted : actual <= wanted)
                throw new GraphErrorException(
                    400, "ErrorOccurrenceCrossingBoundary", "The occurrence would meet or pass the one beside it.");
            if (planned > day)
                return;
        }
    }

    private static EventContent Merged(EventContent own, EventContent before, EventContent after)
    {
        var plain = own.Plain.DeepClone().AsObject();
        foreach (var (name, value) in after.Plain)
        {
            if (JsonNode.DeepEquals(own.Plain[name], before.Plain[name]))
                plain[name] = value?.DeepClone();
        }

        return own with
        {
            Plain = plain,
            Body = own.Body == before.Body ? after.Body : own.Body,
            Locations = own.Locations == before.Locations ? after.Locations : own.Locations,
            Attendees = SamePeople(own, before)
                ? [.. after.Attendees.Select(attendee => Answered(own, attendee))]
                : own.Attendees,
        };
    }

    private static bool SamePeople(EventContent one, EventContent other) =>
        one.Attendees.Select(attendee => attendee.Address)
            .SequenceEqual(other.Attendees.Select(attendee => attendee.Address));

    /// <summary>An answer to this day stays with it.</summary>
    private static Attendee Answered(EventContent own, Attendee attendee) =>
        own.Attendees.Find(each => each.Is(attendee.Address)) ?? attendee;
}
