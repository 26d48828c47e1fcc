using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Series;

/// <summary>
/// Makes the single dates of a series what the catalogue says. What stands in the calendar is read first, so that a
/// date that is right already mails nobody, however often this runs.
/// </summary>
public sealed class SeriesShaping(SeriesCalendar calendar, TimeProvider time)
{
    /// <summary>What there is afterwards; what lies behind is left as it was.</summary>
    /// <param name="hasGuests">Whether there is anybody to tell.</param>
    public async Task<SeriesDays> ApplyAsync(
        Mailbox mailbox, string seriesId, ActivityDefinition definition, bool hasGuests, CancellationToken cancellationToken)
    {
        var (zone, pattern) = (definition.Zone!, definition.Repeats!.PatternFrom(definition.Start.Date)!);
        var wanted = definition.Occurrences().ToDictionary(occurrence => occurrence.Date);
        var there = (await calendar.ReadAsync(mailbox, seriesId, pattern, zone, cancellationToken)).ToDictionary(one => one.Date);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var ahead = there.Values.Where(instance => WallClock.At(instance.Start, zone) > now).ToList();

        // Those called off first, then the moved ones from the outside in: none may meet the one beside it.
        foreach (var instance in ahead.Where(instance => !wanted.ContainsKey(instance.Date)))
        {
            var reason = definition.Repeats.Reasons.GetValueOrDefault(instance.Date, "");
            var comment = $"{definition.Title} is not held on {Day.Format(instance.Start.Date)}.{(reason.Length > 0 ? " " : "")}{reason}";
            await UnlessGoneAsync(
                () => calendar.CancelAsync(mailbox, instance.Id, hasGuests ? comment : null, cancellationToken), cancellationToken);
        }

        var moves = ahead.Where(instance => wanted.ContainsKey(instance.Date))
            .Select(instance => (Instance: instance, To: wanted[instance.Date]))
            .Where(move => move.Instance.Start != move.To.Start || move.Instance.End != move.To.End)
            .ToList();
        var later = moves.Where(move => move.To.Start > move.Instance.Start).OrderByDescending(move => move.To.Date);
        var earlier = moves.Where(move => move.To.Start <= move.Instance.Start).OrderBy(move => move.To.Date);
        foreach (var (instance, to) in later.Concat(earlier))
            await UnlessGoneAsync(
                () => calendar.MoveAsync(mailbox, instance.Id, to.Start, to.End, definition.TimeZone, cancellationToken),
                cancellationToken);
        var wantedDays = SeriesDays.Wanted(definition)!;
        var lost = wanted.Values.Where(occurrence => !there.ContainsKey(occurrence.Date)).Select(occurrence => occurrence.Date);
        return wantedDays with { Gone = [.. wantedDays.Gone.Union(lost).Order()] };
    }

    /// <summary>What the calendar has of a series that differs from its pattern.</summary>
    public async Task<SeriesDays> ReadAsync(
        Mailbox mailbox, string seriesId, EventDetails details, DateTimeZone zone, CancellationToken cancellationToken)
    {
        var pattern = details.Pattern!;
        var there = await calendar.ReadAsync(mailbox, seriesId, pattern, zone, cancellationToken);
        var (start, end) = (
            LocalDateTimePattern.GeneralIso.Parse(details.Start).GetValueOrThrow(),
            LocalDateTimePattern.GeneralIso.Parse(details.End).GetValueOrThrow());
        var length = Period.Between(start, end);
        return new SeriesDays(
            [.. pattern.Dates().Except(there.Select(instance => instance.Date))],
            [
                .. there.Select(instance => new MovedDate(instance.Date, instance.Start, instance.End))
                    .Where(date => date.Start != date.Date + start.TimeOfDay || date.End != date.Date + start.TimeOfDay + length),
            ]);
    }

    private static LocalDatePattern Day { get; } = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM uuuu");

    /// <summary>A date that is not there is not what is to be told of.</summary>
    private static async Task UnlessGoneAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        var (_, fault) = await GraphFault.CatchAsync(
            async () =>
            {
                await change();
                return true;
            },
            cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
    }
}
