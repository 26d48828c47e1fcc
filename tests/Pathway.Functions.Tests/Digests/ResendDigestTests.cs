using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Graph;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Digests;

public sealed class ResendDigestTests
{
    [Fact]
    public async Task Sends_it_again_for_a_reason_that_stands_in_the_mail_and_in_the_record()
    {
        await using var app = await WithASentWeekAsync();

        using var answer = await app.Manager.PostAsJsonAsync(
            $"/api/digests/{Week}/utc-leeds/resend",
            new { reason = "The first went astray." },
            TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var mails = app.Graph.Mail.Where(mail => mail.To == "head@utc-leeds.example.org").ToList();
        Assert.Equal(2, mails.Count);
        Assert.StartsWith("Sent again: ", mails[1].Subject, StringComparison.Ordinal);
        Assert.Contains("The first went astray.", mails[1].Html, StringComparison.Ordinal);
        var slot = (await app.SlotsAsync(Week)).Single(slot => slot.GetProperty("resend").GetInt32() == 1);
        Assert.Equal("The first went astray.", slot.GetProperty("reason").GetString());
        Assert.Equal("manager@digital-health.example.org", slot.GetProperty("requestedBy").GetString());
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason":" "}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason":"x","to":"me@example.org"}""", HttpStatusCode.BadRequest)]
    public async Task Needs_a_reason(string body, HttpStatusCode status)
    {
        await using var app = await WithASentWeekAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await app.Manager.PostAsync(
            $"/api/digests/{Week}/utc-leeds/resend", content, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_to_send_again_what_was_never_sent()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");

        using var answer = await app.Manager.PostAsJsonAsync(
            $"/api/digests/{Week}/utc-leeds/resend", new { reason = "Please." }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("utc-nowhere")]
    [InlineData("utc-derby")]
    public async Task Knows_no_college_that_is_not_there_or_has_left(string college)
    {
        await using var app = await WithASentWeekAsync();
        await app.JoinAsync("utc-derby");
        (await app.Manager.DeleteAsync("/api/colleges/utc-derby", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        using var answer = await app.Manager.PostAsJsonAsync(
            $"/api/digests/{Week}/{college}/resend", new { reason = "Please." }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("9999-W52")]
    [InlineData("2028-W01")]
    [InlineData("1999-W52")]
    [InlineData("2026-W54")]
    [InlineData("2026-47")]
    public async Task Knows_no_week_that_nobody_means(string week)
    {
        await using var app = await WithASentWeekAsync();
        var reason = new { reason = "Please." };

        HttpResponseMessage[] answers =
        [
            await app.AskAsync(week),
            await app.Manager.GetAsync($"/api/digests/{week}", TestContext.Current.CancellationToken),
            await app.Manager.GetAsync($"/api/digests/{week}/utc-leeds", TestContext.Current.CancellationToken),
            await app.Manager.GetAsync($"/api/digests/{week}/programme", TestContext.Current.CancellationToken),
            await app.Manager.PostAsJsonAsync(
                $"/api/digests/{week}/utc-leeds/resend", reason, TestContext.Current.CancellationToken),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        foreach (var answer in answers)
            Assert.Equal(
                "/week",
                (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors")[0].GetProperty("path").GetString());
    }

    /// <summary>It is Monday of week 48: that week can be looked at as it grows, the next cannot.</summary>
    [Fact]
    public async Task Shows_the_week_that_has_begun_and_none_that_has_not()
    {
        await using var app = await WithASentWeekAsync();

        using var current = await app.Manager.GetAsync(
            "/api/digests/2026-W48/utc-leeds", TestContext.Current.CancellationToken);
        using var next = await app.Manager.GetAsync(
            "/api/digests/2026-W49/utc-leeds", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (current.StatusCode, next.StatusCode));
        Assert.Contains(
            "has not begun",
            await next.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_digest_without_sending_it_and_as_it_was_sent()
    {
        await using var app = await WithASentWeekAsync();
        await app.CountAsync("utc-leeds", Attended("2026-11-19", "late-news", 77, 770, first: 500));

        using var preview = await app.Manager.GetAsync(
            $"/api/digests/{Week}/utc-leeds", TestContext.Current.CancellationToken);
        var now = await preview.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var then = await app.Manager.GetStringAsync(
            $"/api/digests/{Week}/utc-leeds?sent=true", TestContext.Current.CancellationToken);
        var text = await app.Manager.GetStringAsync(
            $"/api/digests/{Week}/programme?format=text", TestContext.Current.CancellationToken);

        Assert.Equal("text/html", preview.Content.Headers.ContentType?.MediaType);
        Assert.Contains("late-news", now, StringComparison.Ordinal);
        Assert.DoesNotContain("late-news", then, StringComparison.Ordinal);
        Assert.Contains("genomics", then, StringComparison.Ordinal);
        Assert.Contains("COLLEGE BY COLLEGE", text, StringComparison.Ordinal);
        Assert.Equal(2, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task A_coordinator_sees_their_own_college_only()
    {
        await using var app = await WithASentWeekAsync();
        await app.JoinAsync("utc-derby");
        var coordinator = app.As("tutor@utc-leeds.example.org", Caller.CoordinatorRole);

        async Task<HttpStatusCode> See(string subject)
        {
            using var answer = await coordinator.GetAsync(
                $"/api/digests/{Week}/{subject}", TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            [await See("utc-leeds"), await See("utc-derby"), await See("programme")]);
    }

    [Fact]
    public async Task A_draft_left_by_a_run_that_died_is_found_and_not_made_again()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");
        Assert.True(IsoWeek.TryParse(Week, out var week));
        var slot = new SlotKey(week, CollegeId.Parse("utc-leeds"));
        var ledger = app.Get<DigestSlotTable>();
        await ledger.ClaimAsync(
            week, [slot], DigestLease.For("a message", 1, Monday), Monday, TestContext.Current.CancellationToken);
        await app.Get<DigestMailbox>().DraftAsync(
            app.Get<Mailboxes>().First,
            slot,
            new DigestMail("From the run that died", "<p>", ""),
            ["head@utc-leeds.example.org"],
            TestContext.Current.CancellationToken);

        app.Time.Advance(TimeSpan.FromMinutes(15));
        await app.SendDigestsAsync();
        await app.DrainAsync();

        Assert.Equal(
            "From the run that died", app.Graph.Mail.Single(mail => mail.To == "head@utc-leeds.example.org").Subject);
    }

    [Fact]
    public async Task Two_runs_at_the_same_time_send_one_mail()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");
        var body = DigestWork.For(
            new IsoWeek(2026, 47), [new SlotKey(new IsoWeek(2026, 47), CollegeId.Parse("utc-leeds"))], null)
            .Single()
            .Write();

        var delivery = app.Get<DigestDelivery>();
        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(run => delivery.DeliverAsync(body, $"message {run % 3}", 1, TestContext.Current.CancellationToken)));

        Assert.Single(app.Graph.Mail);
        Assert.Single(
            app.Graph.Requests,
            request => request.Method == "POST" && request.Path.EndsWith("/messages", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Takes_a_message_that_is_on_its_way_for_sent_when_it_arrives()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");
        using (var graph = new HttpClient { BaseAddress = app.Graph.Address })
        using (var modes = await graph.PutAsJsonAsync("/_simulator/modes", new { sentItemsLagSeconds = 60, dropAfterCommitPercent = 0 }, TestContext.Current.CancellationToken))
            modes.EnsureSuccessStatusCode();
        await app.SendDigestsAsync();
        await app.DrainAsync();
        Assert.True(IsoWeek.TryParse(Week, out var week));
        var ledger = app.Get<DigestSlotTable>();
        var sent = (await ledger.ReadAsync(week, TestContext.Current.CancellationToken))["utc-leeds"];
        await ledger.WriteAsync(
            week, [sent with { State = SlotState.Drafted, SentAt = null }], TestContext.Current.CancellationToken);

        await app.SendDigestsAsync();
        await app.Host.PumpQueueOnceAsync(app.Storage.QueueNames.Digests, TestContext.Current.CancellationToken);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.DrainAsync();

        Assert.Equal(2, app.Graph.Mail.Count);
        Assert.All(await app.SlotsAsync(Week), slot => Assert.Equal("sent", slot.GetProperty("state").GetString()));
    }

    private static async Task<AppUnderTest> WithASentWeekAsync()
    {
        var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");
        await app.CountAsync("utc-leeds", Attended("2026-11-18", "genomics", 12, 720));
        await app.SendDigestsAsync();
        await app.DrainAsync();
        return app;
    }
}
