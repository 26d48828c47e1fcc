using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Digests;

public sealed class DeliverDigestTests
{
    [Fact]
    public async Task Sends_each_college_its_digest_and_the_programme_its_own()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-derby");
        await app.CountAsync(
            "utc-leeds", Attended("2026-11-18", "genomics", 12, 720), Attended("2026-11-10", "imaging", 8, 480));

        await app.SendDigestsAsync();
        await app.DrainAsync();

        Assert.Equal(
            ["head@utc-derby.example.org", "head@utc-leeds.example.org", "manager@digital-health.example.org"],
            app.Graph.Mail.Select(mail => mail.To).Order(StringComparer.Ordinal));
        var leeds = app.Graph.Mail.Single(mail => mail.To == "head@utc-leeds.example.org");
        Assert.Equal("UTC-LEEDS: 16 to 22 November 2026", leeds.Subject);
        Assert.Contains(">12</p>", leeds.Html, StringComparison.Ordinal);
        Assert.Contains("on average 2 a week in the four weeks before", leeds.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_several_colleges_attended_together_is_one_session_of_the_programme()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-derby");
        foreach (var college in new[] { "utc-leeds", "utc-derby" })
            await app.CountAsync(
                college,
                Attended("2026-11-18", "genomics", 12, 720),
                Attended("2026-11-19", "genomics", 12, 720),
                Attended("2026-11-09", "imaging", 8, 480),
                Attended("2026-11-10", "imaging", 8, 480),
                Attended("2026-11-11", "imaging", 8, 480),
                Attended("2026-11-12", "imaging", 8, 480));

        await app.SendDigestsAsync();
        await app.DrainAsync();

        var programme = app.Graph.Mail.Single(mail => mail.To == "manager@digital-health.example.org").Html;
        Assert.Matches("(?s)>2</p>.{0,400}on average 1 a week in the four weeks before<", programme);
    }

    [Fact]
    public async Task Sends_nothing_before_seven_and_nothing_more_than_a_day_late()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday.AddMinutes(-21) });
        await app.JoinAsync("utc-leeds");

        await app.SendDigestsAsync();
        app.Time.AdjustTime(Monday.AddHours(24));
        await app.SendDigestsAsync();
        await app.DrainAsync();

        Assert.Empty(app.Graph.Mail);
    }

    [Fact]
    public async Task Sends_once_however_often_it_is_asked()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-leeds");

        await Task.WhenAll(app.SendDigestsAsync(), app.SendDigestsAsync(), app.AskAsync(Week));
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromHours(12));
        await app.SendDigestsAsync();
        await app.DrainAsync();

        Assert.Equal(2, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task A_manager_sends_a_week_that_was_missed()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        var answer = await app.AskAsync(Week);
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            2,
            (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("asked").GetInt32());
        Assert.Equal(2, app.Graph.Mail.Count);
        var week = await app.SlotsAsync(Week);
        Assert.All(week, slot => Assert.Equal("sent", slot.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Refuses_a_week_that_is_not_over()
    {
        await using var app = await AppUnderTest.StartAsync();

        var answer = await app.AskAsync("2026-W48");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task A_college_without_contacts_is_named_in_the_programme_digest()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-derby", new { name = "Derby", contacts = Array.Empty<string>() });
        await app.JoinAsync("utc-leeds");

        await app.SendDigestsAsync();
        await app.DrainAsync();

        Assert.Equal(
            ["head@utc-leeds.example.org", "manager@digital-health.example.org"],
            app.Graph.Mail.Select(mail => mail.To).Order(StringComparer.Ordinal));
        var week = await app.SlotsAsync(Week);
        Assert.Equal(
            "nobody",
            week.Single(slot => slot.GetProperty("college").GetString() == "utc-derby").GetProperty("state").GetString());
        Assert.Contains(
            "Nobody to send its digest to.",
            app.Graph.Mail.Single(mail => mail.To.StartsWith("manager", StringComparison.Ordinal)).Html,
            StringComparison.Ordinal);
    }

    /// <summary>Thirty looked at a video and one was at the masterclass: the time spent is that one's alone.</summary>
    [Fact]
    public async Task The_programme_digest_hides_the_minutes_of_few_behind_the_many_who_spent_none()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-derby");
        await app.JoinAsync("utc-hull");
        await app.JoinAsync("utc-leeds");
        await app.CountAsync(
            "utc-derby", Viewed("2026-11-17", "video", 30, 0), Attended("2026-11-18", "genomics", 1, 50));
        await app.CountAsync("utc-hull", Attended("2026-11-18", "genomics", 40, 1_800));
        await app.CountAsync("utc-leeds", Attended("2026-11-18", "genomics", 12, 720));

        var text = await app.Manager.GetStringAsync(
            $"/api/digests/{Week}/programme?format=text", TestContext.Current.CancellationToken);

        Assert.Contains("UTC-DERBY: 1 session, 30 learners, hidden", text, StringComparison.Ordinal);
        Assert.Contains("UTC-HULL: 1 session, 40 learners, 30 h", text, StringComparison.Ordinal);
        Assert.Contains("UTC-LEEDS: 1 session, 10 learners, 10 h", text, StringComparison.Ordinal);
        Assert.Contains("A figure is hidden where", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_college_whose_address_is_refused_stops_no_other_and_is_a_dead_letter()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-derby", new { name = "Derby", contacts = new[] { "head@invalid.example" } });
        await app.JoinAsync("utc-leeds");

        await app.SendDigestsAsync();
        await app.DrainAsync();

        Assert.Equal(
            ["head@utc-leeds.example.org", "manager@digital-health.example.org"],
            app.Graph.Mail.Select(mail => mail.To).Order(StringComparer.Ordinal));
        var letters = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/dead-letters", TestContext.Current.CancellationToken);
        var letter = Assert.Single(letters.GetProperty("items").EnumerateArray());
        Assert.Contains("2026-W47/utc-derby", letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("utc-leeds", letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }
}
