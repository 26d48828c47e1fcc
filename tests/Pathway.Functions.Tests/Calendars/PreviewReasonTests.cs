using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>Why a change mails people, and whom a college's change mails, held against what is then mailed.</summary>
public sealed class PreviewReasonTests
{
    private const string Id = "x-ray";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_changes_and_who_comes_and_goes()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-a");
        await app.JoinAsync("utc-b");
        await app.PlanAsync(Id, CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-a" }));

        var preview = await PostAsync(app, $"/api/activities/{Id}/preview", SpeakerTests.WithSpeakers(body =>
        {
            (body["audience"], body["title"], body["start"]) = (new[] { "utc-b" }, "AI in hospitals", "2026-12-02T10:30:00");
        }));
        var quiet = await PostAsync(app, $"/api/activities/{Id}/preview", CalendarDriver.Masterclass(body =>
        {
            (body["audience"], body["title"], body["quietFor"]) = (new[] { "utc-a" }, "AI in hospitals", 45);
        }));

        Assert.Equal(
            [
                "The time, title and text changes: everybody who stays invited is told.",
                "Invited: 4 addresses.",
                "No longer invited: 2 addresses.",
                "Among them 2 speakers, who count for no college.",
            ],
            Reasons(preview));
        Assert.Equal(
            [
                "The title changes: everybody who stays invited is told.",
                "The text waits 45 minutes, so that further changes of it come in the same mail.",
            ],
            Reasons(quiet));
    }

    [Theory]
    [InlineData("joins")]
    [InlineData("grows")]
    [InlineData("shrinks")]
    [InlineData("renames")]
    public async Task A_college_mails_whom_its_preview_names(string change)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-a");
        if (change != "joins")
            await app.JoinAsync("utc-b");
        await app.PlanAsync(Id, CalendarDriver.Masterclass());
        await app.PlanAsync("ward", CalendarDriver.Masterclass(body => body["title"] = "A ward at night"));
        await app.PlanAsync("elsewhere", CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-a" }));
        var before = app.Graph.Mail.Count;
        var body = new { name = "UTC B", audience = Audience(change) };

        var preview = await PostAsync(app, "/api/colleges/utc-b/preview", body);
        using var saved = await app.Manager.PutAsJsonAsync("/api/colleges/utc-b", body, Cancellation);
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        await app.DrainAsync();

        var mails = preview.GetProperty("mails");
        Assert.Equal(
            (app.Graph.Mail.Skip(before).Count(mail => mail.Kind == "invite"),
                app.Graph.Mail.Skip(before).Count(mail => mail.Kind == "cancel")),
            (mails.GetProperty("invite").GetInt32(), mails.GetProperty("cancel").GetInt32()));
        Assert.Equal(app.Graph.Mail.Count - before, mails.GetProperty("total").GetInt32());
        Assert.Equal(
            change == "renames" ? [] : ["ward", Id],
            preview.GetProperty("activities").EnumerateArray()
                .Select(activity => activity.GetProperty("activity").GetString()!)
                .Order(StringComparer.Ordinal));
        Assert.Equal(1, preview.GetProperty("reasons").GetArrayLength());
    }

    [Fact]
    public async Task A_faulty_college_has_no_preview_and_a_coordinator_none_at_all()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var faulty = await app.Manager.PostAsJsonAsync("/api/colleges/utc-b/preview", new { name = "" }, Cancellation);
        using var refused = await app.As("head@utc-b.example.org", Caller.CoordinatorRole)
            .PostAsJsonAsync("/api/colleges/utc-b/preview", new { name = "UTC B" }, Cancellation);

        Assert.Equal((400, 403), ((int)faulty.StatusCode, (int)refused.StatusCode));
        Assert.Null(await app.Get<Functions.Colleges.CollegeTable>().FindAsync(Functions.Programme.CollegeId.Parse("utc-b"),
            Cancellation));
    }

    private static string[] Audience(string change) => change switch
    {
        "grows" => ["staff@utc-b.example.org", "sixth-form@utc-b.example.org", "head@utc-b.example.org"],
        "shrinks" => ["staff@utc-b.example.org"],
        _ => ["staff@utc-b.example.org", "sixth-form@utc-b.example.org"],
    };

    private static IEnumerable<string?> Reasons(JsonElement preview) =>
        preview.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());

    private static async Task<JsonElement> PostAsync(AppUnderTest app, string path, object body)
    {
        using var response = await app.Manager.PostAsJsonAsync(path, body, Cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}
