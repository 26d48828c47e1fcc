using NodaTime;
using NodaTime.Text;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Series;

/// <summary>
/// The occurrences of one series master. The clock of its zone decides: ten o'clock stays ten o'clock when clocks
/// change.
/// </summary>
internal sealed class EventSeries(StoredEvent master)
{
    private readonly Recurrence recurrence = master.Content.Recurrence!;

    public static string Key(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string ZoneOf(EventContent content) => content.Recurrence!.Range.TimeZone ?? content.Start.TimeZone;

    public IEnumerable<LocalDate> Days() =>
        RecurrenceDates.Enumerate(recurrence).Where(day => !master.Gone.ContainsKey(Key(day)));

    public IEnumerable<StoredEvent> Occurrences() => Days().Select(On);

    public IEnumerable<StoredEvent> Cancelled() =>
        master.Gone.Where(gone => gone.Value.IsCancelled)
            .Select(gone => Planned(LocalDatePattern.Iso.Parse(gone.Key).Value));

    /// <summary>Null when the series has no such day, or no longer.</summary>
    public StoredEvent? Find(LocalDate day) => Days().TakeWhile(each => each <= day).Contains(day) ? On(day) : null;

    /// <summary>What is on that day, whether somebody changed it or not.</summary>
    public StoredEvent On(LocalDate day) =>
        master.Exceptions.TryGetValue(Key(day), out var exception) ? exception : Planned(day);

    /// <summary>As the series alone says.</summary>
    public StoredEvent Planned(LocalDate day)
    {
        var zone = ZoneOf(master.Content);
        var start = master.Content.Start.InZone(zone);
        var length = Period.Between(start, master.Content.End.InZone(zone));
        return new StoredEvent
        {
            Number = SeriesNumber.For(master.Number, day),
            Calendar = master.Calendar,
            ICalUId = master.ICalUId,
            Created = master.Created,
            Modified = master.Modified,
            Change = master.Change,
            Meeting = master.Meeting,
            Occurrence = new OccurrenceOf(master.Number, Key(day), IsException: false),
            Content = master.Content with
            {
                Start = EventTime.At(day + start.TimeOfDay, zone),
                End = EventTime.At(day + start.TimeOfDay + length, zone),
                Recurrence = null,
            },
        };
    }
}
