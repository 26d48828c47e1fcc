using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Engagement;

/// <summary>What a college says it did at an activity to which it is not invited.</summary>
public sealed class UninvitedCollegeTests
{
    private const string Alias = "https://moodle.example.org/mod/page/view.php?id=9";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_it_is_counted_towards_the_activity_by_id_or_by_address()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var hull = await CollegeSystem.JoinAsync(app, "utc-hull");
        await PlanAsync(app, "utc-hull");

        using var claimed = await leeds.PostAsync(
            Attended("1", "theirs"),
            Attended("2", Alias),
            CollegeSystem.Event(
                "3", "pathway.feedback.given", new { activity = "theirs", learner = "jo@utc-leeds.example.org", rating = 5 }));
        using var held = await hull.PostAsync(Attended("1", "theirs"), Attended("2", Alias));
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, claimed.StatusCode);
        Assert.Empty(await FiguresAsync(app, "activity", "utc-leeds"));
        Assert.Equal(
            ["https://moodle.example.org/mod/page/view.php?id=9: 1", "theirs: 2"], await FiguresAsync(app, "elsewhere", "utc-leeds"));
        Assert.Equal(["theirs: 2"], await FiguresAsync(app, "activity", "utc-hull"));
        Assert.Empty(await FiguresAsync(app, "elsewhere", "utc-hull"));
    }

    [Fact]
    public async Task What_it_says_once_it_is_invited_counts()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await app.JoinAsync("utc-hull");
        await PlanAsync(app, "utc-hull");
        using var before = await leeds.PostAsync(Attended("1", "theirs"));
        await app.DrainAsync();

        await PlanAsync(app, "utc-hull", "utc-leeds");
        using var after = await leeds.PostAsync(Attended("2", "theirs"));
        await app.DrainAsync();

        Assert.Equal(["theirs: 1"], await FiguresAsync(app, "activity", "utc-leeds"));
    }

    /// <summary>Another instance may have invited it before the delivery came: a copy that does not say so is looked at again.</summary>
    [Fact]
    public async Task A_copy_of_the_catalogue_says_whether_it_is_sure()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-hull");
        await PlanAsync(app, "utc-hull");

        var known = await app.Get<ObjectNames>().LatestAsync(Cancellation);
        var activity = known.Own.Single();

        Assert.True(known.Knows(activity, CollegeId.Parse("utc-hull")));
        Assert.False(known.Knows(activity, CollegeId.Parse("utc-leeds")));
    }

    private static object Attended(string id, string activity) => CollegeSystem.Event(
        id, "pathway.activity.attended", new { activity, learner = "jo@college.example.org", minutes = 30 });

    private static Task PlanAsync(AppUnderTest app, params string[] colleges) => app.PutOnceAsync(
        "theirs",
        CalendarDriver.Masterclass(body =>
        {
            (body["start"], body["end"], body["online"]) = ("2026-11-18T10:00:00", "2026-11-18T11:00:00", false);
            (body["audience"], body["aliases"]) = (colleges, new[] { Alias });
        }));

    private static async Task<string[]> FiguresAsync(AppUnderTest app, string by, string college) =>
    [
        .. (await app.Manager.GetFromJsonAsync<JsonElement>(
                $"/api/engagement?by={by}&college={college}&from=2026-11-01&to=2026-12-31", Cancellation))
            .GetProperty("rows")
            .EnumerateArray()
            .Select(row => $"{row.GetProperty("key")}: {row.GetProperty("events")}")
            .Order(StringComparer.Ordinal),
    ];
}
