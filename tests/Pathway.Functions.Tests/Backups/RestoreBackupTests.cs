using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Backups;

/// <summary>From a backup into an account that has nothing, as docs/operate.md has it.</summary>
public sealed class RestoreBackupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_is_back_and_what_is_sent_again_is_not_counted_again()
    {
        await using var app = await BackupTests.LivedInAsync();
        var rows = await app.RowsAsync();
        var id = await app.BackUpAsync();
        await using var other = await EmptyAccountAsync(app);

        await RestoreAsync(other, id);

        Assert.Equal(rows, await other.RowsAsync());
        Assert.Superset(await app.KeptTrailAsync(), await other.TrailAsync());
        (await CollegeSystem.Known(other).PostAsync(CollegeSystem.Viewed("1"), CollegeSystem.Viewed("3"))).EnsureSuccessStatusCode();
        await other.DrainAsync();
        var counters = (await other.RowsAsync()).Where(row => row.Contains("\"C|", StringComparison.Ordinal)).ToList();
        Assert.Contains("\"Events\":\"l:3\"", Assert.Single(counters), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_mailed_by_a_restore_and_the_ledger_says_what_is_newer_in_the_calendar()
    {
        await using var app = await BackupTests.LivedInAsync();
        var id = await app.BackUpAsync();
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass(body => body["title"] = "How two hospitals use AI"));
        await app.PlanAsync("robots", CalendarDriver.Masterclass(body => body["title"] = "Robots"));
        var mails = app.Graph.Mail.Count;
        await using var other = await EmptyAccountAsync(app);

        await RestoreAsync(other, id);
        await other.Get<CalendarPull>().RunAsync(whole: false, Cancellation);
        await other.DrainAsync();
        await other.Get<Reconciliation>().RunAsync(Cancellation);
        await other.DrainAsync();

        var ledger = await other.LedgerAsync("hospital-ai");
        var left = (await other.Manager.GetFromJsonAsync<JsonElement>("/api/calendar", Cancellation)).GetProperty("leftAlone");
        Assert.Equal(mails, app.Graph.Mail.Count);
        Assert.Equal("undecided", ledger.GetProperty("shards")[0].GetProperty("state").GetString());
        Assert.Equal("Robots", Assert.Single(left.EnumerateArray()).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Until_it_is_whole_no_delivery_is_taken()
    {
        await using var app = await BackupTests.LivedInAsync();
        var id = await app.BackUpAsync();
        await using var other = await EmptyAccountAsync(app);
        using var asked = await other.Manager.PostAsync($"/api/admin/backups/{id}/restore", null, Cancellation);

        using var early = await CollegeSystem.Known(other).PostAsync(CollegeSystem.Viewed("3"));
        await other.KeepBackupsAsync();
        other.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await CollegeSystem.Known(other).PostAsync(CollegeSystem.Viewed("3"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (early.StatusCode, later.StatusCode));
    }

    [Fact]
    public async Task One_deleted_table_comes_back_alone()
    {
        await using var app = await BackupTests.LivedInAsync();
        var (rows, id) = (await app.RowsAsync(), await app.BackUpAsync());
        await foreach (var row in app.Storage.Table(StorageTable.Activities)
            .QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Cancellation))
            await app.Storage.Table(StorageTable.Activities).DeleteEntityAsync(row, cancellationToken: Cancellation);

        using var whole = await app.Manager.PostAsync($"/api/admin/backups/{id}/restore", null, Cancellation);
        using var alone = await app.Manager.PostAsync($"/api/admin/backups/{id}/restore?table=Activities", null, Cancellation);
        await app.KeepBackupsAsync();

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Accepted), (whole.StatusCode, alone.StatusCode));
        Assert.Equal(rows, await app.RowsAsync());
    }

    [Theory]
    [InlineData("20260101-000000", "", HttpStatusCode.NotFound)]
    [InlineData("../x", "", HttpStatusCode.NotFound)]
    [InlineData("20261125-120000", "?table=activities", HttpStatusCode.BadRequest)]
    [InlineData("20261125-120000", "", HttpStatusCode.Conflict)]
    public async Task Is_refused_where_it_could_do_harm(string id, string query, HttpStatusCode expected)
    {
        await using var app = await BackupTests.LivedInAsync();
        await app.BackUpAsync();

        using var answer = await app.Manager.PostAsync(
            $"/api/admin/backups/{Uri.EscapeDataString(id)}/restore{query}", null, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>An account of its own with the same mailbox behind it, and the backups copied into it.</summary>
    private static async Task<AppUnderTest> EmptyAccountAsync(AppUnderTest app)
    {
        var other = await AppUnderTest.StartAsync(new AppOptions
        {
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Graph__BaseUrl"] = $"{app.Graph.Address.ToString().TrimEnd('/')}/v1.0",
            },
        });
        await app.CopyBackupsToAsync(other);
        return other;
    }

    private static async Task RestoreAsync(AppUnderTest app, string id)
    {
        using var asked = await app.Manager.PostAsync($"/api/admin/backups/{id}/restore", null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        await app.KeepBackupsAsync();
        app.Time.Advance(TimeSpan.FromMinutes(1));
    }
}
