using System.Text.Json;
using NodaTime.Text;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Reads a term's plan from a spreadsheet: a heading, then one activity a line. Lists are written with semicolons between, and
/// milestones as <c>Briefing=2026-12-04; Deadline=2027-01-29T17:00</c>. Without an id an activity is named by its
/// title and day.
/// </summary>
internal sealed class SheetPlan
{
    private static readonly string[] Columns =
    [
        "id", "kind", "title", "description", "employer", "start", "end", "timeZone", "online", "audience",
        "milestones", "resources", "aliases", "purpose", "outcomes", "speakers",
    ];

    private readonly FaultTally faults;
    private readonly IReadOnlyList<SheetRecord> records;
    private readonly DateOrder order;

    private SheetPlan(SheetTable table, FaultTally faults, bool dayFirst)
    {
        this.faults = faults;
        records = table.Read(faults);
        order = DateOrder.Find(records.SelectMany(Dates), dayFirst);
    }

    /// <param name="dayFirst">The programme's custom, where the file does not show its own.</param>
    public static ImportFile Read(ReadOnlyMemory<byte> file, string? charset, bool dayFirst)
    {
        var found = new FaultTally();
        var (sheet, fault) = SheetFile.Read(file, charset, sheet => new SheetTable(sheet, Columns).Fits);
        if (sheet is null)
        {
            found.Add(fault!);
            return new ImportFile([], found, []);
        }

        var plan = new SheetPlan(new SheetTable(sheet, Columns), found, dayFirst);
        return plan.Read();
    }

    private ImportFile Read()
    {
        var entries = records.Take(ImportFile.MostActivities).Select(Entry).ToList();
        if (records.Count == 0 && faults.Count == 0)
            faults.Add(new Fault("", "The file holds a heading and no activity.", 1));
        if (records.Count > 0)
            ImportFile.Limit(records.Count, records[^1].Line, faults);
        return new ImportFile(entries, faults, order.Words is { } words ? [words] : []);
    }

    private static IEnumerable<(string Text, int Line)> Dates(SheetRecord record) =>
        new[] { record["start"], record["end"] }.OfType<string>()
            .Concat(List(record["milestones"]).Select(milestone => MilestoneOf(milestone).At).OfType<string>())
            .Select(text => (text, record.Line));

    private ImportEntry Entry(SheetRecord record)
    {
        var told = new HashSet<string>(record.Unreadable, StringComparer.Ordinal);
        var start = Time(record, "start", null, told);
        var end = Time(record, "end", start, told);
        var request = new ActivityRequest(
            null, null, record["kind"]?.ToLowerInvariant(), Text.OneLine(record["title"]), record["description"],
            record["employer"], start, end,
            ZoneNames.Find(record["timeZone"])
                ?? record["timeZone"], Online(record, told), AudienceOf(record["audience"]),
                [.. List(record["milestones"]).Select(Milestone)],
            List(record["resources"]), List(record["aliases"]))
        {
            Purpose = record["purpose"],
            Outcomes = List(record["outcomes"]),
            Speakers = [.. List(record["speakers"]).Select(SpeakerCell.Read)],
        };
        return new ImportEntry(
            record["id"] ?? ImportIds.For(request),
            request,
            record.Line,
            Columns.ToDictionary(column => column, column => (record.Line, column), StringComparer.Ordinal))
        {
            Told = told,
        };
    }

    /// <summary>As ISO 8601; an end that is a time alone is on the day of the start.</summary>
    private string? Time(SheetRecord record, string column, string? start, HashSet<string> told)
    {
        if (record[column] is not { } cell || IsExact(cell))
            return record[column]?.Replace(' ', 'T');
        if (PlanTime.Read(cell, order.DayFirst, out var reason) is not { } read)
        {
            told.Add(column);
            faults.Add(new Fault($"/{column}", reason, record.Line, column));
            return null;
        }

        var day = read.Date is { } date ? LocalDatePattern.Iso.Format(date) : start?[..Math.Min(10, start.Length)];
        if (day is not null)
            return read.Time is { } time ? $"{day}T{LocalTimePattern.GeneralIso.Format(time)}" : day;
        told.Add(column);
        faults.Add(
            new Fault($"/{column}", "is a time of day without a day: write 10/02/2027 14:00.", record.Line, column));
        return null;
    }

    // With an offset there is nothing to guess.
    private static bool IsExact(string cell) => OffsetDateTimePattern.Rfc3339.Parse(cell.Replace(' ', 'T')).Success;

    private MilestoneRequest Milestone(string text)
    {
        var milestone = MilestoneOf(text);
        if (milestone.At is not { } at
            || IsExact(at)
            || PlanTime.Read(at, order.DayFirst, out _) is not { Date: { } date, Time: var time })
            return milestone;
        var day = LocalDatePattern.Iso.Format(date);
        return milestone with { At = time is null ? day : $"{day}T{LocalTimePattern.GeneralIso.Format(time.Value)}" };
    }

    private bool? Online(SheetRecord record, HashSet<string> told)
    {
        switch (record["online"]?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "yes" or "y" or "1":
                return true;
            case "false" or "no" or "n" or "0":
                return false;
            default:
                told.Add("online");
                faults.Add(new Fault("/online", "must be yes or no.", record.Line, "online"));
                return null;
        }
    }

    private static string[] List(string? cell) =>
        (cell ?? "").Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static JsonElement? AudienceOf(string? cell) =>
        cell is null || cell.Equals("all", StringComparison.OrdinalIgnoreCase)
            ? null
            : JsonSerializer.SerializeToElement(List(cell), PathwayJson.Plain);

    private static MilestoneRequest MilestoneOf(string text) =>
        text.LastIndexOf('=') is > 0 and var at
            ? new MilestoneRequest(text[..at].Trim(), text[(at + 1)..].Trim())
            : new MilestoneRequest(text, null);
}
