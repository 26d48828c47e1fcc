using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Engagement;

public sealed class ExactlyOnceTests
{
    [Fact]
    public async Task Parallel_deliveries_of_one_college_converge()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        // Each event is in four deliveries, and two recorders that know nothing of each other work on them.
        var events = Enumerable.Range(0, 120)
            .Select(i => CollegeSystem.Viewed($"{i}", $"learner-{i % 17}", $"resource-{i % 5}"))
            .ToArray();
        for (var delivery = 0; delivery < 12; delivery++)
            (await leeds.PostAsync([.. events.Skip(delivery * 10 % 120).Take(40), .. events.Take(Math.Max(0, (delivery * 10) + 40 - 120))])).Dispose();
        await Task.WhenAll(app.DrainAsync(), WithOwnMemoryAsync(app));

        var counters = await ReceiveWebhookTests.CountersAsync(app);
        Assert.Equal(120, counters.Sum(counter => counter.Events));
        Assert.Equal(
            17,
            counters.Aggregate(Array.Empty<ulong>(), (all, counter) => LearnerSet.Union(all, counter.Learners)).Length);
        var log = await LogAsync(app);
        Assert.Equal((480, 120, 360), (Sum(log, "accepted"), Sum(log, "new"), Sum(log, "repeated")));
    }

    [Fact]
    public async Task A_repetition_a_week_later_is_accepted_and_counts_nothing()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var body = CollegeSystem.Body(
            CollegeSystem.Viewed("1"),
            CollegeSystem.Viewed("2", time: null),
            CollegeSystem.Viewed("3", time: "2025-11-24T10:00:00Z"));

        using var first = await leeds.SendAsync(body, CollegeSystem.Batch, "msg_1");
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromDays(7));
        using var again = await leeds.SendAsync(body, CollegeSystem.Batch, "msg_1");
        await app.DrainAsync();

        Assert.Equal(3, (await ReceiveWebhookTests.CountersAsync(app)).Sum(counter => counter.Events));
        Assert.Equal(
            ["0 new 3 repeated", "3 new 0 repeated"],
            (await LogAsync(app)).Select(item => $"{item.GetProperty("new")} new {item.GetProperty("repeated")} repeated"));
    }

    [Fact]
    public async Task A_repetition_across_the_academic_years_counts_nothing_either()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Now = new(2026, 8, 31, 12, 0, 0, TimeSpan.Zero) });
        var leeds = await CollegeSystem.JoinAsync(app);

        using var first = await leeds.PostAsync(CollegeSystem.Viewed("1", time: null));
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromDays(3));
        using var again = await leeds.PostAsync(
            CollegeSystem.Viewed("1", time: null), CollegeSystem.Viewed("2", time: null));
        await app.DrainAsync();

        Assert.Equal(
            ["2026-08-31 1", "2026-09-03 1"],
            (await ReceiveWebhookTests.CountersAsync(app)).Select(counter => $"{EngagementKey.Iso(counter.Date)} {counter.Events}"));
        Assert.Equal(
            (3, 2, 1),
            (Sum(await LogAsync(app), "accepted"), Sum(await LogAsync(app), "new"), Sum(await LogAsync(app), "repeated")));
    }

    [Fact]
    public async Task A_delivery_larger_than_a_message_and_a_transaction_is_recorded_whole_and_cleaned_up()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var events = Enumerable.Range(0, 450)
            .Select(i => CollegeSystem.Viewed($"{i}", $"learner-{i}", $"resource-{i % 90}"))
            .ToArray();

        using var response = await leeds.PostAsync(events);
        var claims = await ClaimsAsync(app);
        await app.DrainAsync();

        Assert.Equal(202, (int)response.StatusCode);
        Assert.Single(claims);
        Assert.Equal(450, (await ReceiveWebhookTests.CountersAsync(app)).Sum(counter => counter.Events));
        Assert.Empty(await ClaimsAsync(app));
        Assert.Equal(450, Sum(await LogAsync(app), "new"));
    }

    [Fact]
    public async Task Another_content_under_a_known_id_is_one_dead_letter_however_often_it_comes_until_it_is_dismissed()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        using var first = await leeds.PostAsync(CollegeSystem.Viewed("1"), CollegeSystem.Viewed("2"));
        using var other = await leeds.PostAsync(
            CollegeSystem.Viewed("1", resource: "another"), CollegeSystem.Viewed("3"));
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var again = await leeds.PostAsync(CollegeSystem.Viewed("1", resource: "another"));
        await app.DrainAsync();
        var calls = (await LogAsync(app)).Count;

        for (var replay = 0; replay < 2; replay++)
        {
            var letter = Assert.Single(await LettersAsync(app));
            using var replayed = await app.Manager.PostAsync(
                $"/api/dead-letters/{letter.GetProperty("id").GetString()}/replay",
                null,
                TestContext.Current.CancellationToken);
            Assert.Equal(202, (int)replayed.StatusCode);
            await app.DrainAsync();
        }

        var given = Assert.Single(await LettersAsync(app));
        Assert.Equal(3, calls);
        Assert.Equal(calls, (await LogAsync(app)).Count);
        using var dismissed = await app.Manager.DeleteAsync(
            $"/api/dead-letters/{given.GetProperty("id").GetString()}", TestContext.Current.CancellationToken);
        using var gone = await app.Manager.DeleteAsync(
            $"/api/dead-letters/{given.GetProperty("id").GetString()}", TestContext.Current.CancellationToken);
        Assert.Equal((204, 404), ((int)dismissed.StatusCode, (int)gone.StatusCode));
        Assert.Empty(await LettersAsync(app));
        Assert.Equal(3, (await ReceiveWebhookTests.CountersAsync(app)).Sum(counter => counter.Events));
    }

    [Fact]
    public async Task A_poisoned_message_is_a_dead_letter_and_works_when_replayed_by_its_reason()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await app.Storage.Queue(queues => queues.Facts)
            .SendMessageAsync("no delivery", TestContext.Current.CancellationToken);
        using var fine = await leeds.PostAsync(CollegeSystem.Viewed("1"));
        await app.DrainAsync();

        var letter = Assert.Single(await LettersAsync(app));
        Assert.StartsWith("FormatException", letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(5, letter.GetProperty("attempts").GetInt32());
        Assert.Single(await ReceiveWebhookTests.CountersAsync(app));
        using var replayed = await app.Manager.PostAsync(
            "/api/dead-letters/replay?reason=FormatException", null, TestContext.Current.CancellationToken);
        using var unchosen = await app.Manager.PostAsync(
            "/api/dead-letters/replay", null, TestContext.Current.CancellationToken);
        Assert.Equal("""{"replayed":1}""", await replayed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(400, (int)unchosen.StatusCode);
    }

    [Fact]
    public async Task A_learner_of_several_identifiers_is_one_whichever_event_comes_first()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var before = await leeds.PostAsync(CollegeSystem.Viewed("1", "https://moodle.example.org|41"));
        await app.DrainAsync();
        using var enrolled = await leeds.PostAsync(
            CollegeSystem.Event("2", "pathway.learner.enrolled", new { learner = "jo@utc-leeds.example.org", aliases = new[] { "https://moodle.example.org|41", "0041" }, yearGroup = 12 }, "2026-09-03T10:00:00Z"));
        using var after = await leeds.PostAsync(CollegeSystem.Viewed("3"), CollegeSystem.Viewed("4", "0041"));
        await app.DrainAsync();

        var viewed = Assert.Single(
            await ReceiveWebhookTests.CountersAsync(app), counter => counter.Verb == FactVerb.Viewed);
        Assert.Equal((3L, 1), (viewed.Events, viewed.Learners.Length));
    }

    [Fact]
    public async Task A_learner_may_have_as_many_aliases_as_an_event_can_name()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var aliases = Enumerable.Range(0, 200).Select(i => $"alias-{i}").ToArray();

        using var enrolled = await leeds.PostAsync(
            CollegeSystem.Event("1", "pathway.learner.enrolled", new { learner = "jo@utc-leeds.example.org", aliases }),
            CollegeSystem.Viewed("2", "alias-199"));
        await app.DrainAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(
            [(FactVerb.Enrolled, 1L), (FactVerb.Viewed, 1L)],
            (await ReceiveWebhookTests.CountersAsync(app)).Select(counter => (counter.Verb, counter.Events)).Order());
    }

    [Fact]
    public void A_learners_first_row_is_added_and_a_known_one_replaced_in_its_version()
    {
        var plan = new EntityGroupTransaction("utc-leeds|2026");
        plan.SetLearnerRow(new TableEntity("utc-leeds|2026", "L|new"), default);
        plan.SetLearnerRow(new TableEntity("utc-leeds|2026", "L|known"), new ETag("W/\"1\""));
        var delivery = new FactDelivery(
            CollegeId.Parse("utc-leeds"), "msg_1", Dialect.CloudEvents, DateTimeOffset.UnixEpoch, []);

        var actions = plan.ToActions(new DeliveryRow("utc-leeds|2026", "D|1", delivery, IsPart: false), edition: 0).TakeLast(2);

        Assert.Equal(
            [(TableTransactionActionType.Add, default), (TableTransactionActionType.UpdateReplace, new ETag("W/\"1\""))],
            actions.Select(action => (action.ActionType, action.ETag)));
    }

    [Fact]
    public async Task An_alias_names_a_thing_elsewhere_from_then_on()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        using var before = await leeds.PostAsync(
            CollegeSystem.Viewed("1", resource: "https://moodle.example.org/mod/page/view.php?id=7&user=jo"));
        await app.DrainAsync();
        using var named = await app.Manager.PutAsJsonAsync(
            "/api/activities/x-ray-day",
            new { kind = "masterclass", title = "X-ray day", start = "2026-12-01T10:00:00", end = "2026-12-01T11:00:00", online = false, audience = "all", aliases = new[] { "http://moodle.example.org/mod/page/view.php?id=7" } },
            TestContext.Current.CancellationToken);
        Assert.True(
            named.IsSuccessStatusCode, await named.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        app.Time.Advance(TimeSpan.FromMinutes(2));
        using var after = await leeds.PostAsync(
            CollegeSystem.Viewed("2", resource: "https://moodle.example.org/mod/page/view.php?id=7&user=mo"));
        await app.DrainAsync();

        var counters = await ReceiveWebhookTests.CountersAsync(app);
        Assert.Equal(
            ["Activity x-ray-day", "Elsewhere https://moodle.example.org/mod/page/view.php?id=7"],
            counters.Select(counter => $"{counter.Kind} {counter.Object}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Orphaned_claims_go_after_a_month_unless_a_dead_letter_names_them()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        using var large = await leeds.PostAsync(
            [.. Enumerable.Range(0, 450).Select(i => CollegeSystem.Viewed($"{i}"))]);

        // However long a message waits, its claim waits with it.
        app.Time.AdjustTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(60));
        Assert.Empty(await app.Get<ClaimPurge>().RunAsync(dryRun: false, TestContext.Current.CancellationToken));
        Assert.Single(await ClaimsAsync(app));
        await app.Storage.Queue(queues => queues.Facts).ClearMessagesAsync(TestContext.Current.CancellationToken);

        // The blob's age is real time's; the app's clock moves on alone.
        app.Time.AdjustTime(TimeProvider.System.GetUtcNow());
        Assert.Empty(await app.Get<ClaimPurge>().RunAsync(dryRun: false, TestContext.Current.CancellationToken));
        app.Time.Advance(TimeSpan.FromDays(31));
        Assert.Single(await app.Get<ClaimPurge>().RunAsync(dryRun: true, TestContext.Current.CancellationToken));
        Assert.Single(await ClaimsAsync(app));
        await app.Get<ClaimPurge>().RunAsync(dryRun: false, TestContext.Current.CancellationToken);
        Assert.Empty(await ClaimsAsync(app));
    }

    /// <summary>Another instance of the app: the same tables, its own memory of counters.</summary>
    private static async Task WithOwnMemoryAsync(AppUnderTest app)
    {
        using var partitions = new CounterCache();
        var recorder = new FactRecorder(
            app.Get<FactQueue>(), app.Storage, app.Get<ObjectNames>(), app.Get<Functions.DeadLetters.DeadLetterTable>(), partitions, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<FactRecorder>.Instance);
        var queue = app.Storage.Queue(queues => queues.Facts);
        while ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).Value is { } message)
        {
            await recorder.RecordAsync(message.Body.ToString(), TestContext.Current.CancellationToken);
            await queue.DeleteMessageAsync(
                message.MessageId, message.PopReceipt, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<List<string>> ClaimsAsync(AppUnderTest app)
    {
        var names = new List<string>();
        await foreach (var blob in app.Storage.Container(StorageContainer.Claims).GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
            names.Add(blob.Name);
        return names;
    }

    private static async Task<List<JsonElement>> LogAsync(AppUnderTest app) =>
        [.. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/colleges/utc-leeds/deliveries", TestContext.Current.CancellationToken)).GetProperty("items").EnumerateArray()];

    private static async Task<List<JsonElement>> LettersAsync(AppUnderTest app) =>
        [.. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/dead-letters", TestContext.Current.CancellationToken)).GetProperty("items").EnumerateArray()];

    private static int Sum(IEnumerable<JsonElement> items, string name) =>
        items.Sum(item => item.GetProperty(name).GetInt32());
}
