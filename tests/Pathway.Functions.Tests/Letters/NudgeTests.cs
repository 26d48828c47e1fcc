using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Letters;

/// <summary>Who has answered, counted in people, and the word to those who have not.</summary>
public sealed class NudgeTests
{
    private const string Id = "hospital-ai";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_answers_for_everybody_behind_it()
    {
        await using var app = await PlannedAsync();
        var early = await app.LedgerAsync(Id);

        await AnswerAsync(app, "year-12@utc-a.example.org", "accepted");

        var view = await app.Manager.GetFromJsonAsync<JsonElement>("/api/colleges/utc-a", Cancellation);
        Assert.Equal("""["head@utc-a.example.org",{"address":"year-12@utc-a.example.org","people":140}]""",
            view.GetProperty("audience").GetRawText());
        Assert.Equal("""{"accepted":0,"declined":0,"tentative":0,"none":141}""",
            early.GetProperty("responses").GetProperty("utc-a").GetRawText());
        Assert.Equal(
            """{"accepted":140,"declined":0,"tentative":0,"none":1}""",
            (await app.LedgerAsync(Id)).GetProperty("responses").GetProperty("utc-a").GetRawText());
    }

    [Fact]
    public async Task A_patch_of_something_else_leaves_the_people_and_the_answer_of_GET_can_be_put_back()
    {
        await using var app = await PlannedAsync();
        using var patched = await app.Manager.PatchAsJsonAsync("/api/colleges/utc-a", new { name = "UTC Alpha" }, Cancellation);
        var view = await app.Manager.GetFromJsonAsync<JsonElement>("/api/colleges/utc-a", Cancellation);

        using var again = await app.Manager.PutAsJsonAsync("/api/colleges/utc-a", view, Cancellation);
        using var text = await app.Manager.PatchAsJsonAsync(
            "/api/colleges/utc-a", new
            {
                audience = new object[] { "head@utc-a.example.org",
                "year-12@utc-a.example.org 140" }
            }, Cancellation);

        Assert.Equal("UTC Alpha", view.GetProperty("name").GetString());
        Assert.Equal(view.GetProperty("audience").GetRawText(),
            (await again.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("audience").GetRawText());
        Assert.Equal(patched.Headers.ETag, text.Headers.ETag);
    }

    [Fact]
    public async Task Faults_of_an_audience_name_their_place()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-a",
            new
            {
                name = "UTC A",
                audience = new object?[]
                {
                    "nobody", null, 7, new { people = 3 }, new { address = "x@y.example.org", people = 0 },
                        new { address = "z@y.example.org", size = 2 },
                },
            },
            Cancellation);

        Assert.Equal(
            ["/audience/0", "/audience/1", "/audience/2", "/audience/3", "/audience/4/people", "/audience/5/size"],
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateArray()
                .Select(fault => fault.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Goes_to_the_contacts_of_colleges_that_have_not_answered_once_a_day()
    {
        await using var app = await PlannedAsync();
        await AnswerAsync(app, "staff@utc-b.example.org", "declined");

        var first = await NudgeAsync(app);
        var second = await NudgeAsync(app);
        await SendAsync(app);
        await SendAsync(app);
        var today = Nudged(app);
        app.Time.Advance(TimeSpan.FromDays(1));
        var tomorrow = await NudgeAsync(app);
        await SendAsync(app);

        Assert.Equal("""{"asked":["utc-a","utc-c"],"askedBefore":[]}""", first);
        Assert.Equal("""{"asked":[],"askedBefore":["utc-a","utc-c"]}""", second);
        Assert.Equal(["head@utc-c.example.org", "lead@utc-a.example.org"], today);
        Assert.Equal("""{"asked":["utc-a","utc-c"],"askedBefore":[]}""", tomorrow);
        Assert.Equal(4, Nudged(app).Length);
    }

    [Fact]
    public async Task Is_dropped_where_the_answer_came_first_and_names_no_other_college()
    {
        await using var app = await PlannedAsync();
        await NudgeAsync(app);
        await AnswerAsync(app, "year-12@utc-a.example.org", "tentativelyAccepted");

        await SendAsync(app);

        var letters = app.Graph.Mail.Where(mail => mail.Kind == "message").ToList();
        Assert.Equal(["head@utc-b.example.org", "head@utc-c.example.org"],
            letters.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(letters, mail => Assert.DoesNotContain("UTC-A", mail.Html!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_the_managers_word_and_only_about_what_lies_ahead()
    {
        await using var app = await PlannedAsync();

        using var refused = await app.As("lead@utc-a.example.org",
            Caller.CoordinatorRole).PostAsync($"/api/activities/{Id}/nudge", null, Cancellation);
        using var unknown = await app.Manager.PostAsync("/api/activities/nothing/nudge", null, Cancellation);
        app.Time.Advance(TimeSpan.FromDays(8));
        using var late = await app.Manager.PostAsync($"/api/activities/{Id}/nudge", null, Cancellation);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Conflict), (refused.StatusCode,
            unknown.StatusCode, late.StatusCode));
    }

    [Fact]
    public Task Is_asked_and_sent_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario("nudge", StrictExchange.With(ArrangeAsync), async app =>
        {
            app.Time.Advance(TimeSpan.FromMinutes(10));
            (await app.Manager.PostAsync($"/api/activities/{Id}/nudge", null)).EnsureSuccessStatusCode();
            await app.Host.InvokeAsync("SendLetters");
        })
        {
            // Random marks, and what was sent and who was at the mailbox until when.
            Ignore =
            [
                "Invitations.Mark", "Invitations.Shares", "Invitations.Sent", "Invitations.Terms", "Invitations.LeaseHolder",
                    "Invitations.JoinUrl", "Invitations.Meeting", "Invitations.MessageId",
                "Activities.ChangedAt", "Colleges.Salt", "Colleges.JoinedAt", "Colleges.WriteMark",
            ],
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task ArrangeAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-a", new
        {
            name = "UTC A",
            contacts = new[] { "lead@utc-a.example.org" },
            audience = new object[] { "head@utc-a.example.org", new { address = "year-12@utc-a.example.org", people = 140 } },
        });
        await app.JoinAsync("utc-b");
        await app.JoinAsync("utc-c");
        await app.PlanAsync(Id, CalendarDriver.Masterclass());
    }

    private static async Task<AppUnderTest> PlannedAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);
        return app;
    }

    private static async Task AnswerAsync(AppUnderTest app, string attendee, string response)
    {
        var item = (await app.EventsAsync())[0].GetProperty("id").GetString();
        await app.OutlookAsync("respond", new { eventId = item, attendee, response });
        await app.Get<CalendarPull>().RunAsync(whole: false, Cancellation);
        await app.DrainAsync();
    }

    private static async Task<string> NudgeAsync(AppUnderTest app)
    {
        using var answer = await app.Manager.PostAsync($"/api/activities/{Id}/nudge", null, Cancellation);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancellation);
    }

    private static Task SendAsync(AppUnderTest app) => app.Host.InvokeAsync("SendLetters", cancellationToken: Cancellation);

    private static string[] Nudged(AppUnderTest app) =>
        [.. app.Graph.Mail.Where(mail => mail.Subject.StartsWith("Will you come?",
            StringComparison.Ordinal)).Select(mail => mail.To).Order(StringComparer.Ordinal)];
}
