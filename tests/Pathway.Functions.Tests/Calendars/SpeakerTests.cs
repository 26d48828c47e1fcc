using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Http;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>Whom a masterclass lives from: invited, shown, never a learner, never a college's answer.</summary>
public sealed class SpeakerTests
{
    private const string Id = "hospital-ai";
    private const string Amara = "amara.nwosu@trust.example.org";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_kept_as_it_was_put_and_a_patch_leaves_the_rest()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.PutOnceAsync(Id, WithSpeakers());

        using var patched = await app.Manager.PatchAsJsonAsync($"/api/activities/{Id}",
            new { title = "How two hospitals use AI", quietFor = 20 }, Cancellation);
        var view = await patched.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        using var again = await app.Manager.PutAsJsonAsync($"/api/activities/{Id}", view, Cancellation);
        using var without = await app.Manager.PatchAsJsonAsync($"/api/activities/{Id}", new
        {
            speakers = (object?)null,
            quietFor = (object?)null
        }, Cancellation);

        Assert.Equal(
            """[{"name":"Dr Amara Nwosu","email":"amara.nwosu@trust.example.org","organisation":"Northern Trust"},"""
                + """{"name":"Tom Hale","email":"tom@vendor.example.com"}]""",
            view.GetProperty("speakers").GetRawText());
        Assert.Equal(20, view.GetProperty("quietFor").GetInt32());
        Assert.Equal(view.GetRawText(), (await again.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetRawText());
        var bare = await without.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Empty(bare.GetProperty("speakers").EnumerateArray());
        Assert.False(bare.TryGetProperty("quietFor", out _));
    }

    [Fact]
    public async Task Is_refused_with_the_place_of_each_fault()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.Manager.PutAsJsonAsync(
            $"/api/activities/{Id}",
            CalendarDriver.Masterclass(body =>
            {
                body["quietFor"] = 2_000;
                body["speakers"] = new object?[]
                {
                    new { name = "", email = "nobody" },
                    null,
                    new { name = "A", email = "a@x.example.org", organisation = "two\nlines" },
                    new { name = "B", email = "A@x.example.org" },
                };
            }),
            Cancellation);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            [
                "/quietFor", "/speakers/0/email", "/speakers/0/name", "/speakers/1/email", "/speakers/1/name",
                    "/speakers/2/organisation",
                "/speakers/3/email",
            ],
            problem.GetProperty("errors")
                .EnumerateArray()
                .Select(fault => fault.GetProperty("path").GetString())
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Is_invited_to_the_meeting_and_stands_in_its_text_without_an_address()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        await app.PlanAsync(Id, WithSpeakers());

        var item = Assert.Single(await app.EventsAsync());
        Assert.Equal([Amara, "sixth-form@utc-leeds.example.org", "staff@utc-leeds.example.org", "tom@vendor.example.com"],
            item.Attendees());
        Assert.All(item.GetProperty("attendees").EnumerateArray(), person => Assert.Equal("required",
            person.GetProperty("type").GetString()));
        var text = item.GetProperty("body").GetProperty("content").GetString()!;
        Assert.Contains("Speakers: Dr Amara Nwosu (Northern Trust) and Tom Hale", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@trust", text, StringComparison.Ordinal);
        Assert.Equal(4, app.Graph.Mail.Count(mail => mail.Kind == "invite"));
    }

    [Fact]
    public async Task Comes_and_goes_without_a_mail_to_anybody_else_but_for_the_text_that_names_them()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, WithSpeakers());
        var before = app.Graph.Mail.Count;

        await app.PlanAsync(Id, WithSpeakers(body => body["speakers"] = new[] { new { name = "Dr Amara Nwosu",
            email = "amara@new.example.org", organisation = (string?)"Northern Trust" }, new { name = "Tom Hale",
            email = "tom@vendor.example.com", organisation = (string?)null } }));
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await app.SyncAsync(Id);

        Assert.Equal(["cancel amara.nwosu@trust.example.org", "invite amara@new.example.org"], app.Mails(before));
    }

    [Fact]
    public async Task Answers_for_itself_and_for_no_college_though_a_college_lists_the_address_too()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds", new { name = "UTC Leeds", audience = new[] { "staff@utc-leeds.example.org", Amara } });
        await app.PlanAsync(Id, WithSpeakers());
        var item = (await app.EventsAsync())[0].GetProperty("id").GetString();
        await app.OutlookAsync("respond", new { eventId = item, attendee = Amara, response = "accepted" });
        var early = await app.LedgerAsync(Id);

        await app.Get<CalendarPull>().RunAsync(whole: false, Cancellation);

        var ledger = await app.LedgerAsync(Id);
        Assert.Equal("""{"utc-leeds":{"accepted":0,"declined":0,"tentative":0,"none":1}}""",
            early.GetProperty("responses").GetRawText());
        Assert.Equal(early.GetProperty("responses").GetRawText(), ledger.GetProperty("responses").GetRawText());
        Assert.Equal(
            """[{"name":"Dr Amara Nwosu","organisation":"Northern Trust","response":"accepted"},{"name":"Tom Hale","response":"none"}]""",
            ledger.GetProperty("speakers").GetRawText());
        Assert.DoesNotContain("trust.example.org", ledger.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_college_reads_who_speaks_and_never_an_address()
    {
        await using var app = await AppUnderTest.StartAsync();
        var joined = await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, WithSpeakers());
        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);

        var one = await coordinator.GetStringAsync($"/api/activities/{Id}", Cancellation);
        var list = await coordinator.GetStringAsync("/api/activities", Cancellation);
        var feed = await app.Client.GetStringAsync(new Uri(joined.GetProperty("feedUrl").GetString()!).PathAndQuery, Cancellation);
        var digest = await coordinator.GetStringAsync("/api/digests/2026-W48/utc-leeds?format=text", Cancellation);

        foreach (var seen in new[] { one, list, feed.Replace("\r\n ", "", StringComparison.Ordinal), digest })
        {
            Assert.Contains("Amara Nwosu", seen, StringComparison.Ordinal);
            Assert.Contains("Northern Trust", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("trust.example.org", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Comes_with_a_spreadsheet()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var content = new StringContent(
            "kind;title;start;end;speakers\nmasterclass;Robots;2026-12-09 14:00;15:00;"
                + "\"Dr Amara Nwosu <amara.nwosu@trust.example.org> Northern Trust; Tom Hale <tom@vendor.example.com>\"\n",
            System.Text.Encoding.UTF8,
            "text/csv");

        using var answer = await app.Manager.PostAsync("/api/activities/import", content, Cancellation);

        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("created")[0].GetString()!;
        Assert.Equal(
            ["Dr Amara Nwosu (Northern Trust)", "Tom Hale"],
            (await app.FindAsync(id))!.Definition.Speakers.Select(speaker => speaker.Describe()));
    }

    internal static Dictionary<string, object?> WithSpeakers(Action<Dictionary<string, object?>>? change = null) =>
        CalendarDriver.Masterclass(body =>
        {
            body["speakers"] = new[]
            {
                new { name = "Dr Amara Nwosu", email = "Amara.Nwosu@trust.example.org", organisation = (string?)"Northern Trust" },
                new { name = "Tom Hale", email = "tom@vendor.example.com", organisation = (string?)null },
            };
            change?.Invoke(body);
        });
}
