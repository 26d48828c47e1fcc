using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Letters;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

public sealed class RetentionTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_says_what_goes_and_why_and_the_night_takes_just_that()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);

        var before = await ReportAsync(app);
        await PurgeAsync(app);

        // Facts, counters, index and line of the year, one delivery line, one alias, one dead letter, a digest's slot,
        // what was read of a meeting, a letter about it and how it was held.
        Assert.Equal(
            [
                "Engagement 5 from 2021-09-01", "Engagement (aliases) 1 from 2021-11-24",
                "Engagement (deliveries) 2 from 2026-09-06", "DeadLetters 1 from 2026-01-29",
                "Claims 0 from ", "DigestSlots 1 from 2024-11-18", "Attendance 1 from 2024-11-24",
                "Invitations (letters) 1 from 2024-11-24", "Invitations (meetings) 1 from 2024-11-24", "Audit 0 from ",
            ],
            before);
        Assert.All(await ReportAsync(app), line => Assert.Contains(" 0 from ", line, StringComparison.Ordinal));
        await EngagementRows.AssertSumsAsync(app);
        Assert.Contains(
            await EngagementRows.AllAsync(app),
            row => row.PartitionKey == "utc-leeds|2026" && row.RowKey.StartsWith("F|", StringComparison.Ordinal));
        Assert.Equal(
            ["long-ago~WeekBefore~2026-11-24~a", "of-this-year"],
            await app.Storage.Table(StorageTable.Invitations)
                .QueryAsync<TableEntity>("PartitionKey ge '~'", cancellationToken: Cancellation)
                .Select(row => row.RowKey)
                .ToListAsync(Cancellation));
    }

    [Fact]
    public async Task What_a_legal_hold_names_stays()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Settings = Settings(("Programme__Holds__0", "utc-leeds/2021")) });
        await ArrangeAsync(app);

        await PurgeAsync(app);

        var rows = await EngagementRows.AllAsync(app);
        Assert.Contains(
            rows, row => row.PartitionKey == "utc-leeds|2021" && row.RowKey.StartsWith("F|", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.RowKey.StartsWith("A|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_purge_stops_at_its_limit_and_goes_on_the_next_night()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Settings = Settings(("Privacy__TransactionsPerRun", "1")) });
        await ArrangeAsync(app);

        var nights = 0;
        while ((await ReportAsync(app)).Any(line => !line.Contains(" 0 from ", StringComparison.Ordinal)))
        {
            await PurgeAsync(app);
            Assert.True(++nights < 30, "It does not come to an end.");
        }

        Assert.True(nights > 3, $"{nights} nights");
    }

    [Fact]
    public async Task The_purge_has_no_button_and_a_hold_nobody_can_read_stops_the_start()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var run = await app.Manager.GetAsync("/api/privacy/retention?dryRun=false", Cancellation);

        Assert.Equal(400, (int)run.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(
            () => AppUnderTest.StartAsync(new AppOptions { Settings = Settings(("Programme__Holds__0", "Leeds, all of it")) }));
    }

    [Fact]
    public Task A_purge_converges() => FaultSweep.RunAsync(
        new Scenario("purge what is over", ArrangeAsync, PurgeAsync)
        {
            // What the last run took, when the run before died in the middle.
            Ignore = ["Privacy.Took"],
        },
        output.WriteLine);

    private static async Task ArrangeAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-leeds");
        var leeds = CollegeSystem.Known(app);

        // Long ago: a year that is over, with an alias of that year; and a fact of this year.
        (await leeds.PostAsync(
            CollegeSystem.Event(
                "e",
                "pathway.learner.enrolled",
                new { learner = "jo", aliases = new[] { "41" } },
                "2021-11-24T10:00:00Z"),
            CollegeSystem.Viewed("1"))).Dispose();
        await app.DrainAsync();
        var lines = app.Storage.Table(StorageTable.Engagement);
        foreach (var line in new[] { "D|2026-09-06|msg_old~hash", "D|2026-10-25|msg_old~hash", "D|2026-10-26|msg_kept~hash" })
            await lines.UpsertEntityAsync(
                new TableEntity(
                    "utc-leeds|2026",
                    line)
                { ["At"] = DateTimeOffset.Parse($"{line[2..12]}T10:00:00Z", System.Globalization.CultureInfo.InvariantCulture) },
                cancellationToken: Cancellation);
        await app.Get<DeadLetterTable>().AddAsync(app.Storage.QueueNames.Facts, "young", "It failed.", 5, Cancellation);
        await AgeAsync(app, "old", app.Time.GetUtcNow().AddDays(-300));
        await app.Storage.Table(StorageTable.DigestSlots)
            .UpsertEntityAsync(new TableEntity("2024-W47", "utc-leeds"), cancellationToken: Cancellation);
        await app.Storage.Table(StorageTable.DigestSlots)
            .UpsertEntityAsync(new TableEntity("2026-W46", "utc-leeds"), cancellationToken: Cancellation);
        await app.Storage.Table(StorageTable.Attendance).UpsertEntityAsync(
            new TableEntity("a", "long-ago") { ["StartedAt"] = new DateTimeOffset(2024, 11, 24, 10, 0, 0, TimeSpan.Zero) }, cancellationToken: Cancellation);
        await AddAsync(LetterTable.Partition, "long-ago~WeekBefore~2024-11-24~a", "long-ago~WeekBefore~2026-11-24~a");
        await AddAsync(MeetingTable.Partition, "long-ago", "of-this-year");

        async Task AddAsync(string partition, string over, string kept)
        {
            foreach (var (row, year) in new[] { (over, 2024), (kept, 2026) })
                await app.Storage.Table(StorageTable.Invitations).UpsertEntityAsync(
                    new TableEntity(partition, row) { ["EndsAt"] = new DateTimeOffset(year, 11, 24, 11, 0, 0, TimeSpan.Zero) },
                    cancellationToken: Cancellation);
        }
    }

    private static async Task AgeAsync(AppUnderTest app, string body, DateTimeOffset at)
    {
        var letter = await app.Get<DeadLetterTable>()
            .AddAsync(app.Storage.QueueNames.Facts, body, "It failed.", 5, Cancellation);
        await app.Storage.Table(StorageTable.DeadLetters).UpdateEntityAsync(
            new TableEntity(letter.Queue, letter.Id[(letter.Queue.Length + 1)..]) { ["At"] = at }, Azure.ETag.All, TableUpdateMode.Merge, Cancellation);
    }

    private static async Task<List<string>> ReportAsync(AppUnderTest app) =>
    [
        .. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/privacy/retention?dryRun=true", Cancellation))
            .GetProperty("tables")
            .EnumerateArray()
            .Select(line =>
            $"{line.GetProperty("table").GetString()} {line.GetProperty("rows").GetInt32()} from {(line.TryGetProperty("oldest", out var oldest) ? oldest.GetString() : "")}"),
    ];

    private static Task PurgeAsync(AppUnderTest app) =>
        app.Host.InvokeAsync("PurgeExpired", cancellationToken: Cancellation);

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal);
}
