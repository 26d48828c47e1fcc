using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Pathway.Functions.Backups;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Privacy;
using Pathway.Functions.Privacy.Evidence;
using Pathway.Functions.Resources.Uploads;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Resources;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>
/// The evidence pack leaves nothing out: whoever adds a column, a field, a tag or a container says there what it is.
/// </summary>
public sealed partial class EvidenceTests
{
    private static readonly IReadOnlyList<Holding> Pack = Holdings.All(new PrivacyOptions());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_table_queue_and_container_is_in_it()
    {
        Assert.Equal(Enum.GetNames<StorageTable>().Order(StringComparer.Ordinal), Names("table"));
        Assert.Equal(Enum.GetNames<StorageContainer>().Order(StringComparer.Ordinal), Names("blob"));
        Assert.Equal(
            typeof(QueueNames)
                .GetProperties()
                .Where(property => property.PropertyType == typeof(string))
                .Select(property => property.Name)
                .Order(StringComparer.Ordinal),
            Names("queue"));
    }

    [Fact]
    public void Every_column_that_the_code_writes_is_in_it()
    {
        var known = Pack.Where(holding => holding.Kind == "table")
            .SelectMany(holding => holding.Fields)
            .ToHashSet(StringComparer.Ordinal);
        var written = from file in Sources
                      let text = File.ReadAllText(file)
                      where text.Contains("TableEntity", StringComparison.Ordinal)
                      from Match column in Column().Matches(text)
                      let name = column.Groups[1].Value
                      where !known.Contains(name)
                      select $"{Path.GetFileName(file)} writes {name}: say in TableHoldings what it is.";

        Assert.Empty(written.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_column_that_is_there_is_in_its_own_table()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);
        var wrong = await StrangersAsync(app, mayBeEmpty: [StorageTable.Attendance]);
        using var gone = await app.Manager.DeleteAsync("/api/colleges/utc-leeds?erase=true", Cancellation);
        app.Time.Advance(TimeSpan.FromMinutes(20));
        await app.DrainAsync();
        await app.Host.InvokeAsync("EraseColleges", cancellationToken: Cancellation);
        wrong.AddRange(await StrangersAsync(app, Enum.GetValues<StorageTable>()));

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    /// <summary>Columns that are there and not in the pack.</summary>
    private static async Task<List<string>> StrangersAsync(
        AppUnderTest app, IReadOnlyCollection<StorageTable> mayBeEmpty)
    {
        var wrong = new List<string>();
        foreach (var table in Enum.GetValues<StorageTable>())
        {
            var known = Pack.Single(holding => holding.Kind == "table" && holding.Name == table.ToString()).Fields;
            var rows = await app.Storage.Table(table)
                .QueryAsync<TableEntity>(cancellationToken: Cancellation)
                .ToListAsync(Cancellation);
            Assert.True(
                rows.Count > 0 || mayBeEmpty.Contains(table),
                $"The scene leaves {table} empty.");
            wrong.AddRange(rows.SelectMany(row => row.Keys).Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"], StringComparer.Ordinal)
                .Select(column => Digits().Replace(column, "")).Except(known, StringComparer.Ordinal).Select(column => $"{table}.{column}"));
        }

        return wrong;
    }

    [Fact]
    public void Every_field_of_a_queued_message_is_in_it()
    {
        Assert.Empty(typeof(FactMessage).GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(JsonEncodedText))
            .Select(field => ((JsonEncodedText)field.GetValue(null)!).Value).Except(Fields("queue", "Facts"), StringComparer.Ordinal));
        Assert.Empty(Members<CalendarSyncRequest>().Except(Fields("queue", "CalendarSync"), StringComparer.Ordinal));
        Assert.Empty(Members<DigestWork>().Except(Fields("queue", "Digests"), StringComparer.Ordinal));
        Assert.Empty(Members<IngestRequest>().Except(Fields("queue", "ResourceIngest"), StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_a_log_line_or_a_metric_names_is_in_it()
    {
        var (logs, tags) = (Fields("log", "Application Insights"), Fields("metric", "Pathway"));
        var wrong = new List<string>();
        foreach (var file in Sources)
        {
            var text = File.ReadAllText(file);
            foreach (Match log in Log().Matches(text))
                wrong.AddRange(Placeholder().Matches(log.Value).Select(name => name.Groups[1].Value)
                    .Except(logs, StringComparer.Ordinal).Select(name => $"{Path.GetFileName(file)} logs {name}"));
            wrong.AddRange(
                Scope().Matches(text).Select(scope => $"{Path.GetFileName(file)} opens a scope: {scope.Value}"));
            wrong.AddRange(Tag().Matches(Tells(text) ? text : "").Select(tag => tag.Groups[1].Value).Except(tags, StringComparer.Ordinal)
                .Select(tag => $"{Path.GetFileName(file)} tags {tag}"));
        }

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void It_says_how_long_a_backup_is_kept() => Assert.Equal(BackupKeeping.Days, Holdings.BackupDays);

    [Fact]
    public async Task It_stands_in_the_templates_order_and_says_what_is_so_now()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions
        {
            Settings = new Dictionary<string, string?>(
                StringComparer.Ordinal)
            { ["Privacy__FactsYears"] = "5", ["Programme__Holds__0"] = "utc-hull/2025" },
        });
        var leeds = await CollegeSystem.JoinAsync(app);
        (await leeds.PostAsync(CollegeSystem.Event("1", "pathway.resource.viewed", new { resource = "r", learner = "jo", mood = "good", score = 7 }))).Dispose();
        await app.DrainAsync();
        await app.Host.InvokeAsync("PurgeExpired", cancellationToken: Cancellation);

        var pack = await app.Manager.GetFromJsonAsync<JsonElement>("/api/privacy/evidence", Cancellation);

        Assert.Equal(
            Enumerable.Range(1, 7),
            pack.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("number").GetInt32()));
        Assert.Equal(
            ["Best interests of the child", "Online tools"],
            new[] { 0, 14 }.Select(at => pack.GetProperty("standards")[at].GetProperty("name").GetString()));
        Assert.All(
            pack.GetProperty("flows").EnumerateArray(),
            flow => Assert.Equal("", flow.GetProperty("lawfulBasis").GetString()));
        Assert.Equal(
            (1, 1),
            (pack.GetProperty("dropped").GetProperty("mood").GetInt32(), pack.GetProperty("dropped").GetProperty("score").GetInt32()));
        Assert.Equal("utc-hull/2025", pack.GetProperty("legalHolds")[0].GetString());
        Assert.Equal(app.Time.GetUtcNow(), pack.GetProperty("lastPurge").GetProperty("at").GetDateTimeOffset());
        Assert.Contains(
            "5 academic years",
            pack.GetProperty("holdings")[0].GetProperty("kept").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_as_a_page_of_its_own_that_holds_the_same()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/privacy/evidence");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await app.Manager.SendAsync(request, Cancellation);

        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(
            answer.IsSuccessStatusCode,
            $"{answer.StatusCode} {html}{string.Join(Environment.NewLine, app.Log.Lines.TakeLast(3))}");
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.All(Pack, holding => Assert.Contains($"{holding.Kind} {holding.Name}", html, StringComparison.Ordinal));
        Assert.Contains("Step 7: Sign off and record outcomes", html, StringComparison.Ordinal);
        Assert.Contains("15. Online tools", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    /// <summary>A bit of everything that leaves a row.</summary>
    private static async Task ArrangeAsync(AppUnderTest app)
    {
        await LearnerScene.ArrangeAsync(app);
        await app.PlanAsync("stroke-day", CalendarDriver.Masterclass());
        await app.PublishAsync();
        using var refused = await CollegeSystem.Known(app).SendAsync([1, 2, 3], CollegeSystem.Batch);
        (await CollegeSystem.Known(app).PostAsync(CollegeSystem.Viewed("8", LearnerScene.Sam, "another"))).Dispose();
        using var week = await app.Manager.PostAsync("/api/digests/2026-W47", null, Cancellation);
        await app.DrainAsync();
        foreach (var timer in new[] { "SweepCalendars", "PullCalendarOnTimer", "RenewSubscriptions", "CollectAttendance", "PurgeExpired" })
            await app.Host.InvokeAsync(timer, cancellationToken: Cancellation);
        await app.DrainAsync();
    }

    /// <summary>Whether a source has to do with metrics or traces; the types of events are named alike.</summary>
    private static bool Tells(string text) =>
        new[] { "SetTag(", "TagList", "Meter", "Telemetry." }.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static IEnumerable<string> Names(string kind) =>
        Pack.Where(holding => holding.Kind == kind).Select(holding => holding.Name).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> Fields(string kind, string name) =>
        Pack.Single(holding => holding.Kind == kind && holding.Name == name).Fields;

    private static IEnumerable<string> Members<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null)
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    private static IEnumerable<string> Sources =>
        Directory.EnumerateFiles(Path.Combine(Toolchain.Root, "functions"), "*.cs", SearchOption.AllDirectories)
        .Where(
            file => !Path.GetRelativePath(Toolchain.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex("""\["([A-Z]\w*)"\](?=\s*=[^=>]|[^;\n]*\)\s*=\s)""", RegexOptions.None, 5_000)]
    private static partial Regex Column();

    [GeneratedRegex("""\[LoggerMessage\((?:[^"\]]|"(?:[^"\\]|\\.)*")*\]""", RegexOptions.None, 5_000)]
    private static partial Regex Log();

    [GeneratedRegex("""\{([A-Za-z]\w*)""", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""BeginScope\([^)]*\)""", RegexOptions.NonBacktracking)]
    private static partial Regex Scope();

    // Instruments and tags, by the names that OpenTelemetry and the app give them.
    [GeneratedRegex(""""\x22((?:pathway|messaging|http|server|url|error|db)(?:\.[a-z_]+)+)\x22"""", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
