using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// How a VEVENT repeats, as Outlook writes what its users make of weeks: RRULE with BYDAY, INTERVAL, COUNT or UNTIL,
/// EXDATE, and a VEVENT with RECURRENCE-ID for each changed date (RFC 5545, section 3.8.5). All else is refused: half a
/// rule would be another series.
/// </summary>
/// <param name="overrides">The events of the same UID with a RECURRENCE-ID.</param>
/// <param name="local">The time of a line on the clock of the series, as text; null for what cannot be read.</param>
internal sealed class IcsSeries(
    IReadOnlyList<IcsLine> lines, IReadOnlyList<IReadOnlyList<IcsLine>> overrides, Func<IcsLine?, LocalDateTime?> local, FaultTally faults)
{
    private const string Kinds =
        "only every week or every other week can be put in, with days of the week and a COUNT or UNTIL; put others in date by date.";

    private static readonly string[] Known = ["FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL", "WKST"];
    private const StringSplitOptions Plain = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>Whether anything of it is in the event.</summary>
    public bool IsThere => Rule is not null;

    private IcsLine? Rule { get; } = lines.FirstOrDefault(line => line.Name == "RRULE");

    /// <summary>Null for what does not repeat, and for what is refused.</summary>
    public RepetitionRequest? Read()
    {
        var before = faults.Count;
        foreach (var other in lines.Where(line => line.Name is "RDATE" or "EXRULE" || (line.Name == "RRULE" && line != Rule)))
            Refuse(other, $"repeats by more than one rule: {Kinds}");
        if (Rule is null || faults.Count > before)
            return null;
        var parts = Parts(Rule);
        var (interval, days) = (Interval(parts), DaysOf(parts));
        var (times, until) = (Times(parts), UntilOf(parts));
        if (faults.Count == before && parts.ContainsKey("COUNT") == parts.ContainsKey("UNTIL"))
            Refuse(Rule, "repeats without an end, or with two: say in the calendar until when.");
        if (faults.Count == before && interval == 2 && days.Count > 1 && days.Contains("sunday")
            && !parts.GetValueOrDefault("WKST", "MO").Equals("MO", StringComparison.OrdinalIgnoreCase))
            Refuse(Rule, $"repeats in weeks that do not begin on Monday: {Kinds}");
        var left = lines.Where(line => line.Name == "EXDATE").SelectMany(LeftOut).ToList();
        var (moved, called) = Changed();
        return faults.Count > before
            ? null
            : new RepetitionRequest(
                interval == 1 ? RepetitionView.Week : RepetitionView.Fortnight,
                days.Count == 0 ? null : JsonSerializer.SerializeToElement(days),
                until,
                times,
                [.. left.Concat(called)],
                moved);
    }

    private Dictionary<string, string> Parts(IcsLine rule)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in rule.Value.Split(';', Plain))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? part : part[..at].Trim();
            if (at < 0 || !parts.TryAdd(name, part[(at + 1)..].Trim()))
                Refuse(rule, "is no rule of iCalendar.");
            else if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase))
                Refuse(rule, $"repeats by a rule that is not taken: {Kinds}");
        }

        if (!parts.GetValueOrDefault("FREQ", "").Equals("WEEKLY", StringComparison.OrdinalIgnoreCase))
            Refuse(rule, $"does not repeat by weeks: {Kinds}");
        return parts;
    }

    private int Interval(Dictionary<string, string> parts)
    {
        if (Number(parts.GetValueOrDefault("INTERVAL", "1")) is { } interval and (1 or 2))
            return interval;
        Refuse(Rule!, $"repeats in more than two weeks: {Kinds}");
        return 1;
    }

    private List<string> DaysOf(Dictionary<string, string> parts)
    {
        var days = new List<string>();
        foreach (var code in parts.GetValueOrDefault("BYDAY", "").Split(',', Plain))
        {
            var at = WeeklyPattern.Codes.ToList().FindIndex(known => known.Equals(code, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
                days.Add(RepetitionView.Word((IsoDayOfWeek)(at + 1)));
            else
                Refuse(Rule!, $"has a BYDAY that is no day of the week: {Kinds}");
        }

        return days;
    }

    private int? Times(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("COUNT", out var text))
            return null;
        if (Number(text) is { } times)
            return times;
        Refuse(Rule!, "has a COUNT that is no number.");
        return null;
    }

    /// <summary>The last day there may be one: that of the moment, unless the moment comes before the hour of the start.</summary>
    private string? UntilOf(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("UNTIL", out var text))
            return null;
        if (Day.Parse(text) is { Success: true, Value: var date })
            return LocalDatePattern.Iso.Format(date);
        var start = local(Line(lines, "DTSTART"));
        if (local(Rule! with { Value = text, Parameters = ZoneOfStart() }) is { } moment && start is not null)
            return LocalDatePattern.Iso.Format(moment.TimeOfDay >= start.Value.TimeOfDay ? moment.Date : moment.Date.PlusDays(-1));
        Refuse(Rule!, "has an UNTIL that is no date.");
        return null;
    }

    private IEnumerable<string> LeftOut(IcsLine line)
    {
        foreach (var text in line.Value.Split(',', Plain))
        {
            if (DateOf(line with { Value = text }) is { } date)
                yield return LocalDatePattern.Iso.Format(date);
            else
                Refuse(line, "is not a date or a list of them.");
        }
    }

    private (IReadOnlyList<MovedDateRequest> Moved, IReadOnlyList<string> Called) Changed()
    {
        var (moved, called) = (new List<MovedDateRequest>(), new List<string>());
        foreach (var other in overrides)
        {
            var which = other.First(line => line.Name == "RECURRENCE-ID");
            var (start, end) = (local(Line(other, "DTSTART")), local(Line(other, "DTEND")));
            if (which.Parameters.ContainsKey("RANGE"))
                Refuse(which, "changes all dates from one on: end the series there and put the rest in as another.");
            else if (DateOf(which) is not { } date)
                Refuse(which, "is not a date.");
            else if (other.Any(line => line.Name == "STATUS" && line.Says("CANCELLED")))
                called.Add(LocalDatePattern.Iso.Format(date));
            else if (start is null)
                Refuse(which, "is about a date whose start cannot be read.");
            else
                moved.Add(new MovedDateRequest(LocalDatePattern.Iso.Format(date), Iso(start.Value), end is null ? null : Iso(end.Value)));
        }

        return (moved, called);
    }

    private LocalDate? DateOf(IcsLine line) => line.IsDay
        ? Day.Parse(line.Value.Trim()) is { Success: true, Value: var day } ? day : null
        : local(line)?.Date;

    private IReadOnlyDictionary<string, string> ZoneOfStart() =>
        Line(lines, "DTSTART")?.Parameters ?? Rule!.Parameters;

    private static IcsLine? Line(IReadOnlyList<IcsLine> lines, string name) => lines.FirstOrDefault(line => line.Name == name);

    private static string Iso(LocalDateTime time) => LocalDateTimePattern.GeneralIso.Format(time);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Refuse(IcsLine line, string reason) => faults.Add(new Fault("", reason, line.Number, line.Name));
}
