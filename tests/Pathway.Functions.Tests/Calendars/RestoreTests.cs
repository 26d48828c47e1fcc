using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>
/// Either side is brought back from a backup: the calendar ends right, nothing is sent twice, doubts are shown.
/// </summary>
public sealed class RestoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_older_mailbox_is_brought_up_to_date_and_no_older_word_goes_into_the_catalogue()
    {
        await using var app = await PlannedAsync();
        var backup = await MailboxAsync(app);
        await app.PlanAsync(
            "hospital-ai", CalendarDriver.Masterclass(body => body["title"] = "How two hospitals use AI"));
        await app.PullAsync();

        await RestoreMailboxAsync(app, backup);
        await app.PullAsync();
        await app.DrainAsync();

        Assert.Equal("How two hospitals use AI", (await app.FindAsync("hospital-ai"))!.Definition.Title);
        Assert.Equal(
            "How two hospitals use AI", Assert.Single(await app.EventsAsync()).GetProperty("subject").GetString());
        Assert.Equal(
            (2, 2),
            (app.Graph.Mail.Count(mail => mail.Kind == "invite"), app.Graph.Mail.Count(mail => mail.Kind == "update")));
        var ledger = await app.LedgerAsync("hospital-ai");
        Assert.True(ledger.GetProperty("inStep").GetBoolean());
        Assert.Contains("restore of the mailbox", ledger.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_that_an_older_mailbox_does_not_have_cancels_nothing_unasked(bool atNight)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PullAsync();
        var backup = await MailboxAsync(app);
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        await app.PullAsync();

        await RestoreMailboxAsync(app, backup);
        await app.Get<CalendarPull>().RunAsync(whole: atNight, Cancellation);

        // The next one finds nothing new, and nothing is decided by that.
        await app.PullAsync();
        await app.DrainAsync();
        var (doubtful, list) = (await app.LedgerAsync("hospital-ai"), await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation));
        using var restored = await app.Manager.PostAsync("/api/calendar/restore-cancellations", null, Cancellation);
        await app.DrainAsync();

        Assert.Equal("missing", doubtful.GetProperty("shards")[0].GetProperty("state").GetString());
        Assert.Equal("missing", list.GetProperty("items")[0].GetProperty("state").GetString());
        Assert.Equal(2, Assert.Single(await app.EventsAsync()).Attendees().Length);
        Assert.True((await app.LedgerAsync("hospital-ai")).GetProperty("inStep").GetBoolean());
        Assert.Equal(
            "planned",
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items")[0].GetProperty("state").GetString());
    }

    /// <summary>The manager may say so at any moment, and so while a pull goes over the calendar.</summary>
    [Fact]
    public async Task The_managers_word_holds_whatever_a_pull_is_about()
    {
        for (var (call, isOver) = (1, false); !isOver; call++)
        {
            await using var app = await AppUnderTest.StartAsync();
            await app.JoinAsync("utc-leeds");
            await app.PullAsync();
            var backup = await MailboxAsync(app);
            await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
            await app.PullAsync();
            await RestoreMailboxAsync(app, backup);
            await app.PullAsync();

            app.Outgoing.Between(call, async () =>
                (await app.Manager.PostAsync("/api/calendar/restore-cancellations", null, Cancellation)).EnsureSuccessStatusCode());
            await app.Get<CalendarPull>().RunAsync(whole: true, Cancellation);
            isOver = app.Outgoing.Count < call;
            if (isOver)
                break;
            await app.DrainAsync();
            await app.PullAsync();
            await app.DrainAsync();

            var pending = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/calendar", Cancellation)).GetProperty("pending");
            var state = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items")[0].GetProperty("state").GetString();
            var ledger = await app.LedgerAsync("hospital-ai");
            Assert.True(
                ledger.GetProperty("inStep").GetBoolean() && pending.GetArrayLength() == 0 && state == "planned",
                $"At call {call}: {state}, {pending}, {ledger}");
            Assert.Single(await app.EventsAsync());
        }
    }

    [Fact]
    public async Task A_cancelled_event_that_came_back_with_the_mailbox_goes_again()
    {
        await using var app = await PlannedAsync();
        var backup = await MailboxAsync(app);
        await app.CancelAsync("hospital-ai");
        await app.DrainAsync();
        await app.PullAsync();

        await RestoreMailboxAsync(app, backup);
        await app.PullAsync();
        await app.DrainAsync();

        Assert.Empty(await app.EventsAsync());
        Assert.True((await app.FindAsync("hospital-ai"))!.IsCancelled);
    }

    [Fact]
    public async Task Older_tables_send_nothing_before_somebody_decides()
    {
        await using var app = await PlannedAsync();
        await app.PullAsync();
        var tables = await TablesAsync(app);
        await app.PlanAsync(
            "hospital-ai", CalendarDriver.Masterclass(body => body["title"] = "How two hospitals use AI"));
        await app.PlanAsync("robots", CalendarDriver.Masterclass(body => body["title"] = "Robots"));
        var mails = app.Graph.Mail.Count;

        await RestoreTablesAsync(app, tables);
        await app.PullAsync();
        await app.DrainAsync();
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        var ledger = await app.LedgerAsync("hospital-ai");
        var left = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/calendar", Cancellation)).GetProperty("leftAlone");
        Assert.Equal(mails, app.Graph.Mail.Count);
        Assert.Equal("undecided", ledger.GetProperty("shards")[0].GetProperty("state").GetString());
        Assert.Contains("restore of the tables", ledger.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("Robots", Assert.Single(left.EnumerateArray()).GetProperty("subject").GetString());

        await app.PlanAsync(
            "hospital-ai", CalendarDriver.Masterclass(body => body["title"] = "How three hospitals use AI"));
        await app.PlanAsync("robots", CalendarDriver.Masterclass(body => body["title"] = "Robots"));

        Assert.Equal(
            ["How three hospitals use AI", "Robots"],
            (await app.EventsAsync()).Select(item => item.GetProperty("subject").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(mails + 2, app.Graph.Mail.Count);
        Assert.True((await app.LedgerAsync("hospital-ai")).GetProperty("inStep").GetBoolean());
        Assert.True((await app.LedgerAsync("robots")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Another_event_under_a_known_id_is_not_taken_for_an_edit()
    {
        await using var app = await PlannedAsync();
        await app.PullAsync();
        await app.OutlookAsync("edit", new
        {
            eventId = (await app.EventsAsync())[0].GetProperty("id").GetString(),
            subject = "Dentist",
            singleValueExtendedProperties = new[] { new { id = ProgrammeCalendar.NameProperty, value = "something-else/0" } },
        });

        await app.PullAsync();
        await app.DrainAsync();

        Assert.Equal("How a hospital uses AI", (await app.FindAsync("hospital-ai"))!.Definition.Title);
        Assert.False((await app.FindAsync("hospital-ai"))!.IsCancelled);
        Assert.Equal(
            "missing",
            (await app.LedgerAsync("hospital-ai")).GetProperty("shards")[0].GetProperty("state").GetString());
    }

    private static async Task<AppUnderTest> PlannedAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        await app.Get<CalendarPull>().RunAsync(whole: false, Cancellation);
        return app;
    }

    private static async Task<string> MailboxAsync(AppUnderTest app)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        return await http.GetStringAsync("/_simulator/state", Cancellation);
    }

    private static async Task RestoreMailboxAsync(AppUnderTest app, string state)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        using var content = new StringContent(state, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PutAsync("/_simulator/state", content, Cancellation);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyDictionary<StorageTable, List<TableEntity>>> TablesAsync(AppUnderTest app)
    {
        var tables = new Dictionary<StorageTable, List<TableEntity>>();
        foreach (var table in new[] { StorageTable.Activities, StorageTable.Invitations })
        {
            tables[table] = [];
            await foreach (var row in app.Storage.Table(table).QueryAsync<TableEntity>(cancellationToken: Cancellation))
                tables[table].Add(row);
        }

        return tables;
    }

    private static async Task RestoreTablesAsync(
        AppUnderTest app, IReadOnlyDictionary<StorageTable, List<TableEntity>> backup)
    {
        foreach (var (table, rows) in backup)
        {
            var client = app.Storage.Table(table);
            await foreach (var row in client.QueryAsync<TableEntity>(cancellationToken: Cancellation))
                await client.DeleteEntityAsync(row.PartitionKey, row.RowKey, Azure.ETag.All, Cancellation);
            foreach (var row in rows)
                await client.AddEntityAsync(row, Cancellation);
        }
    }
}
