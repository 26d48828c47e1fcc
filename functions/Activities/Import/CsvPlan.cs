using System.Text.Json.Nodes;
using CsvHelper;
using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Reads a term's plan from a spreadsheet: a heading, then one activity a line. Lists are written with semicolons between, and
/// milestones as <c>Briefing=2026-12-04; Deadline=2027-01-29T17:00</c>. Without an id an activity is named by its title and day.
/// </summary>
internal static class CsvPlan
{
    private static readonly string[] Columns =
        ["id", "kind", "title", "description", "employer", "start", "end", "timeZone", "online", "audience", "milestones", "resources", "aliases"];

    public static ImportFile Read(string text)
    {
        var faults = new List<Fault>();
        var entries = new List<ImportEntry>();
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = bad => faults.Add(new Fault("", "has a quotation mark in the wrong place, or one that never closes.", (int)bad.LineNumber)),
        });
        if (!reader.Read() || Headings(reader.Current.ToArray(), faults) is not { } headings)
            return new ImportFile([], faults.Count > 0 ? faults : [new Fault("", "The file is empty.", 1)]);

        while (reader.Read())
        {
            var cells = reader.Current.ToArray();
            if (cells.Any(cell => cell.Length > 0))
                entries.Add(Entry(cells, headings, (int)reader.LineNumber, faults));
        }

        if (entries.Count == 0 && faults.Count == 0)
            faults.Add(new Fault("", "The file holds a heading and no activity.", 1));
        return new ImportFile(entries, faults);
    }

    private static string[]? Headings(string[] row, List<Fault> faults)
    {
        var headings = row.Select(cell => Columns.FirstOrDefault(column => column.Equals(cell.Trim(), StringComparison.OrdinalIgnoreCase)) ?? cell.Trim()).ToArray();
        foreach (var unknown in headings.Where(heading => !Columns.Contains(heading)))
            faults.Add(new Fault("", $"There is no column of this name. There are: {string.Join(", ", Columns)}.", 1, unknown));
        foreach (var twice in headings.GroupBy(heading => heading, StringComparer.Ordinal).Where(group => group.Count() > 1))
            faults.Add(new Fault("", "is there twice.", 1, twice.Key));
        return faults.Count == 0 ? headings : null;
    }

    private static ImportEntry Entry(string[] cells, string[] headings, int line, List<Fault> faults)
    {
        if (cells.Length > headings.Length)
            faults.Add(new Fault("", "has more cells than the heading.", line));
        var fields = headings.ToDictionary(heading => heading, heading => (line, heading), StringComparer.Ordinal);
        var online = Cell("online")?.ToLowerInvariant() switch
        {
            null => (bool?)null,
            "true" or "yes" or "y" or "1" => true,
            "false" or "no" or "n" or "0" => false,
            _ => Bad(),
        };
        var request = new ActivityRequest(
            null, null, Cell("kind")?.ToLowerInvariant(), Cell("title"), Cell("description"), Cell("employer"), Cell("start")?.Replace(' ', 'T'), Cell("end")?.Replace(' ', 'T'),
            Cell("timeZone"), online, AudienceOf(Cell("audience")), List("milestones").ConvertAll(MilestoneOf), List("resources"), List("aliases"));
        return new ImportEntry(Cell("id") ?? ImportIds.Of(request), request, line, fields);

        string? Cell(string name) => Array.IndexOf(headings, name) is >= 0 and var at && at < cells.Length && cells[at].Trim() is { Length: > 0 } cell ? cell : null;

        List<string?> List(string name) => [.. (Cell(name) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

        bool? Bad()
        {
            faults.Add(new Fault("/online", "must be yes or no.", line, "online"));
            return null;
        }
    }

    private static JsonArray? AudienceOf(string? cell) => cell is null || cell.Equals("all", StringComparison.OrdinalIgnoreCase)
        ? null
        : new JsonArray([.. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(college => JsonValue.Create(college))]);

    private static MilestoneRequest? MilestoneOf(string? text) =>
        text!.LastIndexOf('=') is > 0 and var at ? new MilestoneRequest(text[..at].Trim(), text[(at + 1)..].Trim()) : new MilestoneRequest(text, null);
}
