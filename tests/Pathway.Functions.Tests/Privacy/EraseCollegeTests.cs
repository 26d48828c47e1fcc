using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

public sealed class EraseCollegeTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_salt_and_the_addresses_go_at_once_and_everything_else_after()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);

        using var answer = await EraseAsync(app);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var row = await app.Storage.Table(StorageTable.Colleges)
            .GetEntityAsync<TableEntity>("c", "utc-leeds", cancellationToken: Cancellation);
        var waiting = await app.Manager.GetFromJsonAsync<JsonElement>(answer.Headers.Location, Cancellation);
        await FinishAsync(app);
        var done = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/privacy/erasures/{receipt.GetProperty("id").GetString()}", Cancellation);

        Assert.Equal(
            (202, "waiting", "waiting"),
            ((int)answer.StatusCode, receipt.GetProperty("state").GetString(), waiting.GetProperty("state").GetString()));
        Assert.Empty(row.Value.GetBinary("Salt") ?? []);
        Assert.DoesNotContain(
            "example.org", Encoding.UTF8.GetString(row.Value.GetBinary("Definition")), StringComparison.Ordinal);
        Assert.Equal("done", done.GetProperty("state").GetString());
        Assert.Equal(
            [1, 1, 1, 1],
            new[] { "DigestSlots", "DeadLetters", "Claims", "Digests" }.Select(kind => done.GetProperty("found").GetProperty(kind).GetInt32()));
        Assert.True(done.GetProperty("found").GetProperty("Engagement").GetInt32() > 10);

        var state = await AppState.ReadAsync(app, []);
        Assert.DoesNotContain("utc-leeds|", state, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-W47 utc-leeds", state, StringComparison.Ordinal);
        Assert.DoesNotContain("Digests/2026-W47/utc-leeds.html", state, StringComparison.Ordinal);
        Assert.DoesNotContain("Claims/utc-leeds", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_addresses_alone_are_taken_out_of_invitations_and_nothing_of_another_college_goes()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);
        var hull = Lines(await AppState.ReadAsync(app, []), "utc-hull");
        var mails = app.Graph.Mail.Count;

        (await EraseAsync(app)).Dispose();
        await FinishAsync(app);

        Assert.Equal(
            ["cancel staff@utc-leeds.example.org", "cancel sixth-form@utc-leeds.example.org"],
            app.Graph.Mail.Skip(mails).Select(mail => $"{mail.Kind} {mail.To}".ToLowerInvariant()).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(
            hull.Where(line => !line.StartsWith("event ", StringComparison.Ordinal)),
            Lines(await AppState.ReadAsync(app, []), "utc-hull").Where(line => !line.StartsWith("event ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_has_a_secret_a_feed_or_a_link_of_an_erased_college_has_nothing_even_when_it_joins_again()
    {
        await using var app = await AppUnderTest.StartAsync();
        var joined = await ArrangeAsync(app);
        using var answer = await EraseAsync(app);
        using var early = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", new { name = "Leeds" }, Cancellation);
        await FinishAsync(app);
        using var again = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", new { name = "Leeds" }, Cancellation);
        var anew = await again.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var feed = new Uri(joined.GetProperty("feedUrl").GetString()!).PathAndQuery;
        using var oldFeed = await app.Client.GetAsync(feed, Cancellation);

        Assert.Equal((409, 201), ((int)early.StatusCode, (int)again.StatusCode));
        foreach (var secret in new[] { "webhookSecret", "xapiPassword", "feedUrl" })
            Assert.NotEqual(joined.GetProperty(secret).GetString(), anew.GetProperty(secret).GetString());
        Assert.Equal(401, (int)oldFeed.StatusCode);
        var row = await app.Storage.Table(StorageTable.Colleges)
            .GetEntityAsync<TableEntity>("c", "utc-leeds", cancellationToken: Cancellation);
        Assert.Equal(32, row.Value.GetBinary("Salt").Length);
    }

    [Fact]
    public async Task Asking_again_gives_the_same_receipt_and_a_large_college_goes_in_several_runs()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Settings = Settings(("Privacy__TransactionsPerRun", "1")) });
        await ArrangeAsync(app);
        using var first = await EraseAsync(app);
        using var second = await EraseAsync(app);
        app.Time.Advance(TimeSpan.FromMinutes(20));
        await app.DrainAsync();

        var runs = 0;
        while (await StateAsync(app, first) != "done")
        {
            await app.Host.InvokeAsync("EraseColleges", cancellationToken: Cancellation);
            Assert.True(++runs < 30, "It does not come to an end.");
        }

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.True(runs > 4, $"{runs} runs");
    }

    [Fact]
    public async Task A_legal_hold_keeps_a_college_and_its_learners()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Settings = Settings(("Programme__Holds__0", "utc-leeds/2025")) });
        await app.JoinAsync("utc-leeds");

        using var answer = await EraseAsync(app);
        using var learner = await LearnerScene.PostAsync(app.Manager, "erase", "utc-leeds", LearnerScene.Jo);
        using var unsure = await app.Manager.DeleteAsync("/api/colleges/utc-leeds?erase=maybe", Cancellation);

        Assert.Equal((409, 409, 400), ((int)answer.StatusCode, (int)learner.StatusCode, (int)unsure.StatusCode));
    }

    [Fact]
    public Task Erasing_a_college_converges() => FaultSweep.RunAsync(
        new Scenario(
            "erase a college",
            app => ArrangeAsync(app),
            async app =>
            {
                await CollegeSystem.RepeatAsync(() => EraseAsync(app));
                await FinishAsync(app);
            })
        {
            // What the calendar writes down of its own tries, and when the last attempt was. The salt is compared: it is gone.
            Ignore =
            [
                .. CalendarFaultTests.Unsteady.Except(["Colleges.Salt"], StringComparer.Ordinal),
                "Privacy.DoneAt", "Privacy.At", "Colleges.ErasureAt",
            ],
        },
        output.WriteLine);

    private static async Task<JsonElement> ArrangeAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-hull");
        var joined = await app.JoinAsync("utc-leeds");
        await app.PlanAsync("stroke-day", CalendarDriver.Masterclass());
        var leeds = CollegeSystem.Known(app);
        (await leeds.PostAsync([.. Enumerable.Range(0, 12).Select(i => CollegeSystem.Viewed($"{i}", $"learner-{i}"))])).Dispose();

        // One after the other: which of two is recorded first would decide how many rows there are.
        await app.DrainAsync();
        (await leeds.PostAsync(CollegeSystem.Viewed("1", "another"), CollegeSystem.Event("e", "pathway.learner.enrolled", new { learner = "jo", aliases = new[] { "41" } }))).Dispose();
        (await CollegeSystem.Known(app, "utc-hull").PostAsync(CollegeSystem.Viewed("1"))).Dispose();
        await app.DrainAsync();
        foreach (var college in new[] { "utc-leeds", "utc-hull" })
        {
            await app.Storage.Table(StorageTable.DigestSlots)
                .UpsertEntityAsync(new TableEntity("2026-W47", college), cancellationToken: Cancellation);
            await Blob(
                app,
                StorageContainer.Digests,
                $"2026-W47/{college}.html").UploadAsync(new BinaryData("mail"), overwrite: true, Cancellation);
            await Blob(app, StorageContainer.Claims, $"{college}/claim").UploadAsync(
                new BinaryData("facts"), overwrite: true, Cancellation);
        }

        return joined;
    }

    private static BlobClient Blob(AppUnderTest app, StorageContainer container, string name) =>
        app.Storage.Container(container).GetBlobClient(name);

    private static Task<HttpResponseMessage> EraseAsync(AppUnderTest app) =>
        app.Manager.DeleteAsync("/api/colleges/utc-leeds?erase=true", Cancellation);

    /// <summary>What the timers and queues do in the minutes after.</summary>
    private static async Task FinishAsync(AppUnderTest app)
    {
        for (var round = 0; round < 2; round++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(20));
            await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
            await app.DrainAsync();
            await app.Host.InvokeAsync("EraseColleges", cancellationToken: Cancellation);
        }

        // What was put off until later asks for what is done by then.
        await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync(Cancellation);
    }

    private static async Task<string?> StateAsync(AppUnderTest app, HttpResponseMessage asked) =>
        (await app.Manager.GetFromJsonAsync<JsonElement>(asked.Headers.Location, Cancellation))
            .GetProperty("state")
            .GetString();

    private static List<string> Lines(string state, string about) =>
        [.. state.Split(Environment.NewLine).Where(line => line.Contains(about, StringComparison.Ordinal))];

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal);
}
