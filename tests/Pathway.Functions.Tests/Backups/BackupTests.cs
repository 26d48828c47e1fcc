using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Backups;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Backups;

public sealed class BackupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holds_every_row_of_every_table_as_it_is()
    {
        await using var app = await LivedInAsync();
        var rows = await app.RowsAsync();

        var id = await app.BackUpAsync();

        Assert.Equal(rows, await app.KeptRowsAsync());
        Assert.Contains(
            await app.AllKeptRowsAsync(), row => row.StartsWith("Audit ", StringComparison.Ordinal) && row.Contains("PUT /api/colleges/", StringComparison.Ordinal));
        var backup = Assert.Single(await app.BackupsAsync());
        Assert.Equal(
            (id, "checked", 0),
            (backup.GetProperty("id").GetString(), backup.GetProperty("state").GetString(), backup.GetProperty("unsettled").GetArrayLength()));
        Assert.True(backup.GetProperty("rows").GetInt32() >= rows.Count);
    }

    [Fact]
    public async Task Holds_what_changed_while_it_was_made()
    {
        await using var app = await LivedInAsync();
        var leeds = CollegeSystem.Known(app);
        var steps = new StepByStep(app);
        var backup = await steps.BeginAsync();

        // A table at a time, and between two of them facts come in: they move counters that were read already.
        for (var i = 0; backup is { IsDone: false } && i < 200; i++)
        {
            backup = await steps.NextAsync(backup);
            if (backup.Table == (int)StorageTable.Engagement && backup.Pass is 1 or 2)
            {
                (await leeds.PostAsync(CollegeSystem.Viewed($"late-{i}"))).EnsureSuccessStatusCode();
                await app.DrainAsync();
            }
        }

        Assert.True(backup.IsDone);
        Assert.Empty(backup.Unsettled);
        Assert.Equal(
            (await app.RowsAsync()).Where(row => row.StartsWith("Engagement", StringComparison.Ordinal)),
            (await app.KeptRowsAsync()).Where(row => row.StartsWith("Engagement", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Says_which_table_never_stood_still()
    {
        await using var app = await LivedInAsync();
        var steps = new StepByStep(app);
        var backup = await steps.BeginAsync();

        for (var i = 0; backup is { IsDone: false } && i < 200; i++)
        {
            await app.Storage.Table(StorageTable.Attendance).UpsertEntityAsync(
                new TableEntity("busy", "row") { ["N"] = i }, cancellationToken: Cancellation);
            backup = await steps.NextAsync(backup);
        }

        Assert.Equal(["Attendance"], backup.Unsettled);
    }

    [Fact]
    public async Task One_at_a_time_and_asking_again_is_asking_once()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var first = await app.Manager.PostAsync("/api/admin/backup", null, Cancellation);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var second = await app.Manager.PostAsync("/api/admin/backup", null, Cancellation);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal("running", Assert.Single(await app.BackupsAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Is_made_once_a_night_and_kept_for_thirty_days()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = new(2026, 10, 24, 3, 2, 0, TimeSpan.Zero) });

        // Through the night in which London's clock goes back: four o'clock is three in UTC before it, and four after.
        for (var quarter = 0; quarter < 4 * 24 * 2; quarter++)
        {
            await app.KeepBackupsAsync();
            app.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(
            ["20261025-040200", "20261024-030200"], (await app.BackupsAsync()).Select(backup => backup.GetProperty("id").GetString()));

        app.Time.AdjustTime(new(2026, 11, 23, 4, 5, 0, TimeSpan.Zero));
        await app.KeepBackupsAsync();

        Assert.Equal(
            ["20261123-040500", "20261025-040200"], (await app.BackupsAsync()).Select(backup => backup.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Health_believes_what_was_read_back_and_nothing_else()
    {
        await using var app = await LivedInAsync();
        Assert.StartsWith("ok None", await HealthAsync(app), StringComparison.Ordinal);

        await app.BackUpAsync();
        Assert.Equal("ok Backup 20261125-120000 was read back on Wed 25 November 2026, 12:00 UK time.", await HealthAsync(app));

        app.Time.Advance(TimeSpan.FromHours(31));
        Assert.StartsWith("degraded Backup 20261125-120000", await HealthAsync(app), StringComparison.Ordinal);

        using var asked = await app.Manager.PostAsync("/api/admin/backup", null, Cancellation);
        var store = app.Get<BackupStore>();
        var made = (await app.Get<BackupRun>().ContinueAsync(
            (await store.FindAsync("20261126-190000", Cancellation))!, DateTimeOffset.MaxValue, Cancellation))!;
        await app.Storage.Container(StorageContainer.Backups).GetBlobClient(made.Parts[0].Name)
            .UploadAsync(new BinaryData("not a gzip"), overwrite: true, Cancellation);
        await app.KeepBackupsAsync();

        Assert.Equal(
            $"degraded Backup 20261126-190000 cannot be read: {made.Parts[0].Name} is not what was written.", await HealthAsync(app));
        Assert.Equal("unreadable", (await app.BackupsAsync())[0].GetProperty("state").GetString());
    }

    [Fact]
    public void Runs_by_the_clock() => Assert.Equal(
        "15 */5 * * * *",
        ((TimerTriggerAttribute)typeof(KeepBackupsFunction).GetMethod(nameof(KeepBackupsFunction.KeepBackups))!.GetParameters()[0]
            .GetCustomAttributes(typeof(TimerTriggerAttribute), inherit: false)[0]).Schedule);

    [Theory]
    [InlineData("Programme.Manager", HttpStatusCode.Accepted)]
    [InlineData("College.Coordinator", HttpStatusCode.Forbidden)]
    public async Task Is_the_managers_to_ask_for(string role, HttpStatusCode expected)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.As("x@utc-leeds.example.org", role).PostAsync("/api/admin/backup", null, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public void A_row_keeps_its_types()
    {
        var row = new TableEntity("p", "r")
        {
            ["Text"] = "ü\n\"",
            ["Empty"] = "",
            ["Bytes"] = new byte[] { 0, 255 },
            ["Yes"] = true,
            ["No"] = false,
            ["Int"] = -7,
            ["Long"] = long.MaxValue,
            ["Double"] = 0.1,
            ["At"] = new DateTimeOffset(2026, 11, 25, 12, 0, 0, 123, TimeSpan.Zero),
            ["Id"] = Guid.Parse("0af76519-16cd-43dd-8448-eb211c80319c"),
        };

        var read = BackupRow.Read(BackupRow.Write(row));

        Assert.Equal(("p", "r"), (read.PartitionKey, read.RowKey));
        foreach (var (name, value) in row.Where(column => column.Key is not ("PartitionKey" or "RowKey")))
        {
            Assert.IsType(value.GetType(), read[name]);
            Assert.Equal(value, read[name]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""["p","r",{"A":"x:1"}]""")]
    [InlineData("""["p","r",{"A":1}]""")]
    [InlineData("""["p","r",{"A":null}]""")]
    [InlineData("""{"p":"r"}""")]
    [InlineData("[\"p\",\"r\",{\"A\":\"\"}]")]
    [InlineData("[\"p\",\"r\",{\"A\":\"s\"}]")]
    [InlineData("[\"p\",\"r\",{\"A\":\"i:99999999999\"}]")]
    [InlineData("[null,\"r\",{}]")]
    public void What_is_no_row_is_said_to_be_none(string line) => Assert.Throws<FormatException>(() => BackupRow.Read(line));

    internal static async Task<AppUnderTest> LivedInAsync()
    {
        var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        (await leeds.PostAsync(CollegeSystem.Viewed("1"), CollegeSystem.Viewed("2", "sam@utc-leeds.example.org")))
            .EnsureSuccessStatusCode();
        await app.DrainAsync();
        return app;
    }

    private static async Task<string> HealthAsync(AppUnderTest app)
    {
        var health = await app.Client.GetFromJsonAsync<JsonElement>("/api/health", Cancellation);
        var check = health.GetProperty("checks").EnumerateArray().Single(item => item.GetProperty("name").GetString() == "backup");
        return $"{check.GetProperty("status").GetString()} {check.GetProperty("detail").GetString()}";
    }

    /// <summary>A backup that is made one saved step at a time: at every second look the clock is past the deadline.</summary>
    private sealed class StepByStep : TimeProvider
    {
        private static readonly DateTimeOffset Deadline = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

        private readonly BackupStore store;
        private readonly BackupRun run;
        private bool isPast = true;

        public StepByStep(AppUnderTest app)
        {
            store = app.Get<BackupStore>();
            run = new BackupRun(store, app.Storage, this);
        }

        public override DateTimeOffset GetUtcNow()
        {
            isPast = !isPast;
            return isPast ? Deadline : Deadline.AddTicks(-1);
        }

        public async Task<Backup> BeginAsync() => (await store.SaveAsync(new Backup("20261125-120000", Deadline), Cancellation))!;

        public async Task<Backup> NextAsync(Backup backup)
        {
            isPast = true;
            return (await run.ContinueAsync(backup, Deadline, Cancellation))!;
        }
    }
}
