using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Digests;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Engagement.Onlooker;

/// <summary>
/// Somebody at no college who is shown whatever crosses colleges, every evening of a term and afterwards for every period they
/// care to name: the figures in both forms, the funder's report, the encounters, the Monday digests.
/// </summary>
internal sealed partial class TermOnlooker(AppUnderTest app, TermScene scene)
{
    private static readonly string[] Breakdowns = ["college", "activity", "resource"];

    public List<ShownFigure> Shown { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Lives through the term: each day is recorded, then the figures so far are read.</summary>
    public async Task WatchAsync()
    {
        foreach (var college in TermScene.Colleges)
            await app.JoinAsync(college);
        for (var day = 0; day < TermScene.Days; day++)
        {
            app.Time.Advance(LondonClock.London.AtStartOfDay(TermScene.Date(day)).ToDateTimeOffset().AddHours(20) - app.Time.GetUtcNow());
            foreach (var (college, counter) in scene.CountersOf(day))
                await app.CountAsync(college, counter);
            foreach (var by in Breakdowns)
                await FiguresAsync("", by, isCsv: day % 2 == 1);
        }
    }

    /// <summary>Asks for periods that overlap by a day: from the first to each day, from each to the last, each alone, each week from it.</summary>
    public async Task SweepAsync()
    {
        const int last = TermScene.Days - 1;
        var runs = Enumerable.Range(0, TermScene.Days)
            .SelectMany(day => new[] { (0, day), (day, last), (day, day), (day, Math.Min(last, day + 6)) })
            .Distinct()
            .ToList();
        foreach (var (first, end) in runs)
        {
            var window = $"from={Iso(first)}&to={Iso(end)}";
            foreach (var by in Breakdowns)
                await FiguresAsync(window, by, isCsv: (first + end) % 2 == 1);
            await ImpactAsync(window);
            if (first == 0)
            {
                await EncountersAsync(window);
                await ImpactFileAsync(window);
            }
        }

        await PageAsync();
        for (var monday = 0; monday < TermScene.Days; monday += 7)
            await DigestAsync(monday);
    }

    public async Task FiguresAsync(string window, string by, bool isCsv)
    {
        var address = $"/api/engagement?{window}&by={by}";
        if (isCsv)
        {
            using var answer = await app.Manager.GetAsync($"{address}&format=csv", Cancellation);
            var name = answer.Content.Headers.ContentDisposition!.FileName!;
            var days = Period().Match(name);
            foreach (var line in (await answer.Content.ReadAsStringAsync(Cancellation)).Split("\r\n")[1..^1])
            {
                var fields = line.Split(',');
                Add(fields[0], days.Groups[1].Value, days.Groups[2].Value, Number(fields[3]), Number(fields[1]), tellsEvents: true);
            }

            return;
        }

        var figures = await app.Manager.GetFromJsonAsync<JsonElement>(address, Cancellation);
        foreach (var row in figures.GetProperty("rows").EnumerateArray())
            Add(Text(row, "key"), Text(figures, "from"), Text(figures, "to"), Number(row, "learners"), Number(row, "events"), tellsEvents: true);
    }

    private async Task ImpactAsync(string window)
    {
        var report = await app.Manager.GetFromJsonAsync<JsonElement>($"/api/reports/impact?{window}", Cancellation);
        foreach (var table in new[] { "colleges", "activities", "resources" })
        {
            foreach (var line in report.GetProperty(table).EnumerateArray())
            {
                Add(Text(line, "key"), Text(report, "from"), Text(report, "to"), Number(line, "learners"), table == "activities" ? Number(line, "encounters") : null, table == "activities");
            }
        }
    }

    private async Task ImpactFileAsync(string window)
    {
        using var answer = await app.Manager.GetAsync($"/api/reports/impact?{window}&format=csv", Cancellation);
        var days = Period().Match(answer.Content.Headers.ContentDisposition!.FileName!);
        foreach (var row in (await answer.Content.ReadAsStringAsync(Cancellation)).Split("\r\n")[1..^1].Select(line => line.Split(',')))
        {
            if (row[0] is "college" or "activity" or "resource")
                Add(row[1], days.Groups[1].Value, days.Groups[2].Value, Number(row[3]), row[0] == "activity" ? Number(row[4]) : null, row[0] == "activity");
        }
    }

    /// <summary>The page of the academic year so far, college by college.</summary>
    private async Task PageAsync()
    {
        var html = await app.Manager.GetStringAsync("/engagement?by=college&period=year", Cancellation);
        var lines = CollegeRow().Matches(html);
        Assert.Equal(TermScene.Colleges.Count, lines.Count);
        foreach (Match line in lines)
            Add(line.Groups[1].Value, Iso(0), Iso(TermScene.Days - 1), Number(line.Groups[2].Value), Number(line.Groups[3].Value), tellsEvents: true);
    }

    private async Task EncountersAsync(string window)
    {
        var file = await app.Manager.GetStringAsync($"/api/reports/encounters.csv?{window}", Cancellation);
        foreach (var row in file.Split("\r\n")[1..^1].Select(line => line.Split(',')))
            Add($"{row[0]} {row[3]}", row[2], row[2], Number(row[8]), null, tellsEvents: false);
    }

    private async Task DigestAsync(int monday)
    {
        var week = IsoWeek.Containing(TermScene.Date(monday));
        var text = await app.Manager.GetStringAsync($"/api/digests/{week}/programme?format=text", Cancellation);
        foreach (Match line in CollegeLine().Matches(text))
        {
            var college = line.Groups[1].Value.ToLowerInvariant();
            Add(college, Iso(monday), Iso(monday + 6), Number(line.Groups[2].Value), null, tellsEvents: false);
        }
    }

    private void Add(string group, string from, string to, long? learners, long? events, bool tellsEvents)
    {
        var (first, last) = (DayOf(from), DayOf(to));
        if (last < 0 || first >= TermScene.Days)
            return;
        Shown.Add(new ShownFigure(group, Math.Max(0, first), Math.Min(TermScene.Days - 1, last), learners, events, tellsEvents));
    }

    private static string Iso(int day) => LocalDatePattern.Iso.Format(TermScene.Date(day));

    private static int DayOf(string date) =>
        NodaTime.Period.DaysBetween(TermScene.FirstDay, LocalDatePattern.Iso.Parse(date).Value);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static long? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? (long)number.GetDouble() : null;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("(\\d{4}-\\d\\d-\\d\\d)-(\\d{4}-\\d\\d-\\d\\d)", RegexOptions.None, 1_000)]
    private static partial Regex Period();

    [GeneratedRegex(
        "href=\"/colleges/(utc-\\w)\".*?\"Learners\" class=\"number\">([^<]*)<.*?\"Events\" class=\"number\">([^<]*)<",
        RegexOptions.Singleline,
        1_000)]
    private static partial Regex CollegeRow();

    [GeneratedRegex("^\\* (UTC-\\w): \\d+ sessions?, (hidden|[\\d,]+) learners", RegexOptions.Multiline, 1_000)]
    private static partial Regex CollegeLine();
}
