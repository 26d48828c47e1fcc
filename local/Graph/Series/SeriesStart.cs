using NodaTime;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Series;

/// <summary>
/// A series begins where its range says (<c>range.startDate</c> must be the day of <c>start</c>), and its master
/// stands on the first day that the pattern really has.
/// </summary>
internal static class SeriesStart
{
    public static EventContent Align(EventContent content, bool recurrenceSent)
    {
        var recurrence = content.Recurrence!;
        var zone = EventSeries.ZoneOf(content);
        var (start, end) = (content.Start.InZone(zone), content.End.InZone(zone));
        if (recurrenceSent
            && recurrence.Range.First != start.Date
            && recurrence.Range.First != content.Start.Local.Date)
            throw RecurrenceReader.Fault("range.startDate must be the date of the event's start.");
        if (!recurrenceSent && recurrence.Range.First > start.Date | NotOfSeries(recurrence, start.Date))
            recurrence = recurrence with { Range = recurrence.Range with { StartDate = EventSeries.Key(start.Date) } };

        var days = RecurrenceDates.Enumerate(recurrence).Take(1).ToList();
        if (days.Count == 0)
            throw RecurrenceReader.Fault("the pattern has no day within the range.");
        var first = days[0] + start.TimeOfDay;
        return content with
        {
            Recurrence = recurrence,
            Start = first == start ? content.Start : EventTime.At(first, zone),
            End = first == start ? content.End : EventTime.At(first + Period.Between(start, end), zone),
        };
    }

    private static bool NotOfSeries(Recurrence recurrence, LocalDate start) =>
        RecurrenceDates.Enumerate(recurrence).First() != start;
}
