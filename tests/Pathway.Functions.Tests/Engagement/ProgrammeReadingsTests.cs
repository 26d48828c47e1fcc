using System.Net;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Tests.Digests;
using Pathway.Functions.Tests.Pages;
using Pathway.Functions.Tests.Privacy;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Engagement;

/// <summary>Pages of all colleges share one reading of their counters, which is a minute old at most and says how old.</summary>
public sealed class ProgrammeReadingsTests
{
    private const string Figures = "/engagement?by=college";
    private static readonly string[] OfEverybody = ["/", "/colleges", Figures, "/engagement", "/reports/impact", "/reports/encounters"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Within_a_minute_the_second_look_reads_no_counter_and_each_says_of_when_it_is()
    {
        await using var app = await ReportedAsync();
        foreach (var page in OfEverybody)
            await PageClient.OpenAsync(app.Manager, page);

        app.Time.Advance(TimeSpan.FromSeconds(9));
        app.Outgoing.Watch();
        foreach (var page in OfEverybody)
        {
            var (status, html) = await PageClient.OpenAsync(app.Manager, page);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("As of 12:00:00.", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(app.Outgoing.Calls, call => call.Contains("Engagement", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_came_since_is_brought_behind_the_answer_and_shown_to_the_next()
    {
        await using var app = await ReportedAsync();
        Assert.Equal("10", await LearnersAsync(app));
        await app.CountAsync("utc-own", Attended("2026-11-18", "x-ray", 22, 1100));

        app.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("10", await LearnersAsync(app));
        await app.Get<ProgrammeReadings>().Refreshing.WaitAsync(Cancellation);
        var (_, html) = await PageClient.OpenAsync(app.Manager, Figures);

        Assert.Equal("20", Learners(html));
        Assert.Contains("As of 12:00:30.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_older_than_a_minute_is_shown()
    {
        await using var app = await ReportedAsync();
        Assert.Equal("10", await LearnersAsync(app));
        await app.CountAsync("utc-own", Attended("2026-11-18", "x-ray", 22, 1100));

        app.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal("20", await LearnersAsync(app));
    }

    [Fact]
    public async Task What_one_college_reads_and_what_the_api_answers_is_of_this_moment()
    {
        await using var app = await ReportedAsync();
        Assert.Equal("10", await LearnersAsync(app));
        await app.CountAsync("utc-own", Attended("2026-11-18", "x-ray", 22, 1100));

        var (_, own) = await PageClient.OpenAsync(app.Manager, $"{Figures}&college=utc-own");
        var all = await app.Manager.GetStringAsync("/api/engagement?by=college&from=2026-09-01", Cancellation);

        Assert.Equal("22", Learners(own));
        Assert.DoesNotContain("As of", own, StringComparison.Ordinal);
        Assert.Contains("\"learners\":20", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_erased_is_in_no_page_from_then_on()
    {
        await using var app = await LearnerScene.StartAsync();

        // Six more beside Jo and Sam: eight are shown as ten, seven as five.
        await app.CountAsync("utc-leeds", Attended("2026-11-18", "x-ray", 6, 300));
        Assert.Equal("10", await LearnersAsync(app));

        await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);

        Assert.Equal("5", await LearnersAsync(app));
    }

    [Fact]
    public async Task Figures_that_miss_what_was_being_counted_when_they_were_read_do_not_call_themselves_complete()
    {
        await using var app = await ReportedAsync();
        await app.Storage.Queue(queues => queues.Facts).SendMessageAsync("waits", Cancellation);
        var (_, waiting) = await PageClient.OpenAsync(app.Manager, Figures);
        await app.Storage.Queue(queues => queues.Facts).ClearMessagesAsync(Cancellation);

        var (_, still) = await PageClient.OpenAsync(app.Manager, "/engagement");
        app.Time.Advance(TimeSpan.FromMinutes(2));
        var (_, later) = await PageClient.OpenAsync(app.Manager, "/engagement");

        Assert.Contains("These figures may rise", waiting, StringComparison.Ordinal);
        Assert.Contains("These figures may rise", still, StringComparison.Ordinal);
        Assert.DoesNotContain("These figures may rise", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_that_fails_is_a_failure_of_that_look_alone()
    {
        await using var app = await ReportedAsync();
        app.Outgoing.Watch();
        await PageClient.OpenAsync(app.Manager, Figures);
        var calls = app.Outgoing.Calls.ToList();
        var first = calls.FindIndex(call => call.Contains("Engagement", StringComparison.Ordinal)) + 1;
        Assert.NotEqual(0, first);

        app.Time.Advance(TimeSpan.FromMinutes(2));
        app.Outgoing.Break(first, Fault.Died);
        var (failed, _) = await PageClient.OpenAsync(app.Manager, Figures);
        app.Outgoing.Watch();
        var (status, html) = await PageClient.OpenAsync(app.Manager, Figures);

        Assert.NotEqual(HttpStatusCode.OK, failed);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("10", Learners(html));
    }

    /// <summary>A college at which twelve learners were at a masterclass.</summary>
    private static async Task<AppUnderTest> ReportedAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-own");
        await app.CountAsync("utc-own", Attended("2026-11-18", "x-ray", 12, 600));
        return app;
    }

    private static async Task<string> LearnersAsync(AppUnderTest app) =>
        Learners((await PageClient.OpenAsync(app.Manager, Figures)).Html);

    private static string Learners(string html)
    {
        const string Before = "data-name=\"Learners\" class=\"number\">";
        var from = html.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return html[from..html.IndexOf('<', from)];
    }
}
