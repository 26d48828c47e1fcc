using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities;

/// <summary>The member <c>repeats</c> of an activity as it came.</summary>
/// <param name="On">A day of the week, or a list of them; without it, that of the start.</param>
public sealed record RepetitionRequest(
    string? Every, JsonElement? On, string? Until, int? Times, IReadOnlyList<string?>? Except, IReadOnlyList<MovedDateRequest?>? Moved)
{
    /// <summary>Why dates of <see cref="Except"/> are called off, by date. Of a date that is held it says nothing.</summary>
    public IReadOnlyDictionary<string, string?>? Reasons { get; init; }

    private const string Member = "/repeats";
    private static readonly Duration LongestLength = Duration.FromDays(1);

    /// <summary>The repetition; null when something is wrong with it, which is then told.</summary>
    internal Repetition? Read(LocalDateTime start, LocalDateTime end, DateTimeZone zone, LocalDate today, FaultList found)
    {
        var before = found.Count;
        found.When(
            Every is not (RepetitionView.Week or RepetitionView.Fortnight),
            $"{Member}/every",
            $"must be \"{RepetitionView.Week}\" or \"{RepetitionView.Fortnight}\".");
        var days = ReadDays(start.Date.DayOfWeek, found);
        var until = ReadUntil(start.Date, today, found);
        found.When(
            Times is null == Until is null,
            Member,
            "says until when: give either \"until\", a date, or \"times\", a number of dates.");
        found.When(
            Times is < 2 or > WeeklyPattern.MostDates, $"{Member}/times", $"must be from 2 to {WeeklyPattern.MostDates}.");
        found.When(
            end > start && WallClock.At(end, zone) - WallClock.At(start, zone) >= LongestLength,
            "/end",
            "must be within a day of the start where the activity repeats.");
        var except = ReadExcept(today, found);
        var repetition = new Repetition(Every == RepetitionView.Fortnight ? 2 : 1, days)
        {
            Until = until,
            Times = Times,
            Except = except,
            Reasons = ReadReasons(except, found),
        };
        if (found.Count > before)
            return null;
        if (repetition.PatternFrom(start.Date) is not { } pattern)
            found.Add(new(Member, $"has more than {WeeklyPattern.MostDates} dates."));
        else if (pattern.Last > start.Date.PlusDays((int)ActivityRequest.MaxDuration.TotalDays))
            found.Add(new(Until is null ? $"{Member}/times" : $"{Member}/until", ActivityRequest.TooLong));
        else
            repetition = repetition with { Moved = ReadMoved(repetition, pattern, start, end, zone, today, found) };
        if (found.Count == before)
            Check(repetition, start, end, zone, found);
        return found.Count > before ? null : repetition;
    }

    private List<IsoDayOfWeek> ReadDays(IsoDayOfWeek first, FaultList found)
    {
        var path = $"{Member}/on";
        var given = On switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().ToList(),
            { } one => [one],
        };
        if (given.Count == 0)
            return [first];
        var days = given.Select(DayOf).Distinct().Order().ToList();
        found.When(days[0] == IsoDayOfWeek.None, path, "must be a day of the week such as \"tuesday\", or a list of them.");
        found.When(
            days[0] != IsoDayOfWeek.None && !days.Contains(first),
            path,
            $"does not hold the day of the start, {RepetitionView.Word(first)}: the start is the first date.");
        return days;
    }

    private static IsoDayOfWeek DayOf(JsonElement day) => day.ValueKind == JsonValueKind.String
        ? Enum.GetValues<IsoDayOfWeek>().FirstOrDefault(
            known => $"{known}".Equals(day.GetString()!.Trim(), StringComparison.OrdinalIgnoreCase))
        : IsoDayOfWeek.None;

    private LocalDate? ReadUntil(LocalDate first, LocalDate today, FaultList found)
    {
        if (Until is null || ReadDate($"{Member}/until", Until, today, found) is not { } until)
            return null;
        found.When(until <= first, $"{Member}/until", "must be after the day of the start.");
        return until;
    }

    private List<LocalDate> ReadExcept(LocalDate today, FaultList found)
    {
        found.When(Except?.Count > WeeklyPattern.MostDates, $"{Member}/except", $"has more than {WeeklyPattern.MostDates} entries.");
        var dates = new List<LocalDate>();
        foreach (var (at, text) in (Except ?? []).Take(WeeklyPattern.MostDates).Index())
        {
            if (ReadDate($"{Member}/except/{at}", text, today, found) is { } date)
                dates.Add(date);
        }

        return [.. dates.Distinct().Order()];
    }

    private Dictionary<LocalDate, string> ReadReasons(IReadOnlyList<LocalDate> except, FaultList found)
    {
        var reasons = new Dictionary<LocalDate, string>();
        foreach (var date in except)
        {
            var day = LocalDatePattern.Iso.Format(date);
            var reason = CancelReason.Read(Reasons?.GetValueOrDefault(day), out var faults);
            foreach (var fault in faults)
                found.Add(fault with { Path = $"{Member}/reasons/{day}" });
            if (reason.Length > 0)
                reasons[date] = reason;
        }

        return reasons;
    }

    private List<MovedDate> ReadMoved(
        Repetition repetition,
        WeeklyPattern pattern,
        LocalDateTime start,
        LocalDateTime end,
        DateTimeZone zone,
        LocalDate today,
        FaultList found)
    {
        var moved = new List<MovedDate>();
        var dates = pattern.Dates().Except(repetition.Except).ToHashSet();
        foreach (var (at, item) in (Moved ?? []).Index())
        {
            var path = $"{Member}/moved/{at}";
            var date = ReadDate($"{path}/date", item?.Date, today, found);
            found.When(
                date is { } day && !dates.Contains(day), $"{path}/date", "is no date on which the activity would be held.");
            found.When(moved.Exists(other => other.Date == date), $"{path}/date", "is moved already.");
            var from = WallClock.Read(item?.Start, zone, today, out var reason);
            found.When(from is null, $"{path}/start", reason);
            var to = item?.End is null ? from?.Plus(Period.Between(start, end)) : WallClock.Read(item.End, zone, today, out reason);
            found.When(from is not null && to is null, $"{path}/end", reason);
            found.When(to <= from, $"{path}/end", "must be after the start.");
            found.When(to > from?.PlusDays(1), $"{path}/end", "must be within a day of the start.");
            if (date is { } known && from is { } begins && to is { } ends)
                moved.Add(new MovedDate(known, begins, ends));
        }

        // What is where it would be anyway is not moved.
        var length = Period.Between(start, end);
        return
        [
            .. moved.Where(one => one.Start != one.Date + start.TimeOfDay || one.End != one.Start + length)
                .OrderBy(one => one.Date),
        ];
    }

    /// <summary>What Exchange would refuse, and what no clock shows.</summary>
    private void Check(Repetition repetition, LocalDateTime start, LocalDateTime end, DateTimeZone zone, FaultList found)
    {
        var held = repetition.Occurrences(start, end).ToList();
        found.When(held.Count == 0, $"{Member}/except", "leaves no date.");
        foreach (var (before, after) in held.Zip(held.Skip(1)).Where(pair => pair.Second.Start.Date <= pair.First.Start.Date))
        {
            var which = (Moved ?? []).Index()
                .FirstOrDefault(item => item.Item?.Date == LocalDatePattern.Iso.Format(after.IsMoved ? after.Date : before.Date)).Index;
            found.Add(
                new($"{Member}/moved/{which}/start", "would come to the day of the date beside it, or past it: call that one off first."));
        }

        if (held.Find(one => zone.MapLocal(one.Start).Count == 0 || zone.MapLocal(one.End).Count == 0) is { } skipped)
            found.Add(new(Member, $"falls on {LocalDatePattern.Iso.Format(skipped.Date)} into the hour that the clocks skip."));
    }

    private static LocalDate? ReadDate(string path, string? text, LocalDate today, FaultList found)
    {
        if (LocalDatePattern.Iso.Parse(text ?? "") is not { Success: true, Value: var date })
        {
            found.Add(new(path, "must be a date such as 2027-02-16."));
            return null;
        }

        found.When(!WallClock.IsPlausible(date, today), path, WallClock.NotPlausible);
        return date;
    }
}
