using NodaTime.Text;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>
/// One line of a delta round; <see cref="Order"/> first, then the event's number, make its place in the round.
/// </summary>
internal sealed record DeltaEntry(StoredEvent Event, bool IsRemoved, long Order)
{
    public bool IsAfter(DeltaToken token) =>
        Order != token.After ? Order > token.After : Event.Number > token.AfterEvent;
}

/// <summary>
/// What a round tells: single events, series masters and every occurrence in the window. Whatever changed and is not,
/// or no longer, in the window is told as removed.
/// </summary>
internal sealed class DeltaEntries(Mailbox mailbox, DeltaToken token, bool tellsCancelledOccurrences)
{
    private readonly CalendarWindow window = token.Window;

    public IEnumerable<DeltaEntry> All() => token.IsFirstRound ? First() : Later();

    private IEnumerable<DeltaEntry> First() => mailbox.Events.Values
        .Where(window.Contains)
        .SelectMany(item => item.Content.Recurrence is null ? [item] : OccurrencesOf(item).Prepend(item))
        .Select(item => new DeltaEntry(item, IsRemoved: false, Order: 0));

    private IEnumerable<DeltaEntry> Later()
    {
        foreach (var item in mailbox.Events.Values)
        {
            if (IsNew(item.Change))
                yield return new DeltaEntry(item, !window.Contains(item), item.Change);
            foreach (var entry in LaterOccurrences(item))
                yield return entry;
        }

        foreach (var item in mailbox.Removed.Where(item => IsNew(item.Change)))
        {
            yield return new DeltaEntry(item, IsRemoved: true, item.Change);
            if (item.Content.Recurrence is null)
                continue;
            foreach (var occurrence in OccurrencesOf(item))
                yield return new DeltaEntry(occurrence, IsRemoved: true, item.Change);
        }
    }

    private IEnumerable<DeltaEntry> LaterOccurrences(StoredEvent item)
    {
        if (item.Content.Recurrence is not null)
        {
            var changed = new EventSeries(item).Occurrences().Where(occurrence => IsNew(occurrence.Change));
            foreach (var occurrence in changed.Where(occurrence => window.Contains(occurrence) || occurrence.Occurrence!.IsException))
                yield return new DeltaEntry(occurrence, !window.Contains(occurrence), occurrence.Change);
        }

        var told = item.Gone.Where(
            gone => IsNew(gone.Value.Change) && (tellsCancelledOccurrences || !gone.Value.IsCancelled));
        foreach (var (day, gone) in told)
            yield return new DeltaEntry(
                new EventSeries(item).Planned(LocalDatePattern.Iso.Parse(day).Value), IsRemoved: true, gone.Change);
    }

    private IEnumerable<StoredEvent> OccurrencesOf(StoredEvent master) =>
        new EventSeries(master).Occurrences().Where(window.Contains);

    private bool IsNew(long change) => change > token.Since && change <= token.Until;
}
