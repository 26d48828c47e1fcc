using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>What a preview says is held against what the simulated Exchange then mails.</summary>
public sealed class ActivityPreviewTests
{
    private const string Id = "x-ray";

    public static TheoryData<string> Changes =>
        ["nothing", "title", "narrower", "wider", "another", "back", "milestones", "entries", "speakers", "moved-and-narrower"];

    [Fact]
    public async Task A_new_activity_invites_everybody_once_and_each_college_sees_it_on_its_own_clock()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync(
            "utc-paris",
            new { name = "UTC Paris", timeZone = "Europe/Paris", audience = new[] { "staff@utc-paris.example.org" } });
        await app.JoinAsync("utc-mute", new { name = "UTC Mute" });

        var preview = await PreviewAsync(app, Body("nothing"));

        Assert.Equal("""{"invite":3,"update":0,"cancel":0,"total":3}""", preview.GetProperty("mails").GetRawText());
        Assert.Equal(
            [
                "utc-leeds 2 How a hospital uses AI: Wed 2 December, 10:00 to 11:00, in Teams.",
                "utc-mute 0 How a hospital uses AI: Wed 2 December, 10:00 to 11:00, in Teams. "
                    + "Nobody of this college is invited, for it named no address.",
                "utc-paris 1 How a hospital uses AI: Wed 2 December, 11:00 to 12:00 (Europe/Paris), in Teams.",
            ],
            preview.GetProperty("colleges").EnumerateArray()
                .Select(one => $"{one.GetProperty("college")} {one.GetProperty("mails")} {one.GetProperty("sees")}")
                .Order(StringComparer.Ordinal));
        Assert.Null(await app.FindAsync(Id));
        Assert.Empty(app.Graph.Mail);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_mails_whom_its_preview_names(string change)
    {
        await using var app = await AppUnderTest.StartAsync(change == "entries" ? CalendarDriver.MilestoneEntries : new AppOptions());
        foreach (var college in new[] { "utc-a", "utc-b", "utc-c" })
            await app.JoinAsync(college);
        await app.PlanAsync(
            Id,
            CalendarDriver.Masterclass(body => body["audience"] = change is "wider" or "another" ? new[] { "utc-a", "utc-b" } : "all"));
        if (change == "back")
        {
            await app.CancelAsync(Id);
            await app.DrainAsync();
        }

        var before = app.Graph.Mail.Count;
        var body = Body(change);
        var preview = await PreviewAsync(app, body);
        await app.PlanAsync(Id, body);
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await app.SyncAsync(Id);

        Assert.Equal(Mailed(app, before), Counts(preview));
        Assert.Equal(
            preview.GetProperty("mails").GetProperty("total").GetInt32() - (change == "speakers" ? 1 : 0),
            preview.GetProperty("colleges").EnumerateArray().Sum(college => college.GetProperty("mails").GetInt32()));
    }

    [Fact]
    public async Task A_faulty_plan_has_no_preview_and_a_coordinator_none_at_all()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var faulty = await app.Manager.PostAsJsonAsync(
            $"/api/activities/{Id}/preview", new { title = "" }, TestContext.Current.CancellationToken);
        using var refused = await app.As("head@utc-a.example.org", Caller.CoordinatorRole)
            .PostAsJsonAsync($"/api/activities/{Id}/preview", Body("nothing"), TestContext.Current.CancellationToken);

        Assert.Equal((400, 403), ((int)faulty.StatusCode, (int)refused.StatusCode));
    }

    [Fact]
    public async Task What_is_over_mails_nobody()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-a");

        var preview = await PreviewAsync(
            app,
            CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ("2026-11-20T10:00:00", "2026-11-20T11:00:00")));

        Assert.Equal(0, preview.GetProperty("mails").GetProperty("total").GetInt32());
        Assert.Contains("over", preview.GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Body(string change) => CalendarDriver.Masterclass(body =>
    {
        body["audience"] = change switch
        {
            "narrower" or "moved-and-narrower" => new[] { "utc-a" },
            "another" => new[] { "utc-b", "utc-c" },
            _ => (object)"all",
        };
        if (change == "title")
            body["title"] = "How a clinic uses AI";
        if (change == "moved-and-narrower")
            body["start"] = "2026-12-02T10:30:00";
        if (change == "speakers")
            body["speakers"] = new[] { new { name = "Dr Amara Nwosu", email = "amara@trust.example.org" } };
        if (change is "milestones" or "entries")
        {
            var final = new { title = "Final", at = "2026-12-17T12:00:00" };
            (body["kind"], body["milestones"]) = ("project", new[] { new { title = "Briefing", at = "2026-12-10" }, final });
        }
    });

    private static async Task<JsonElement> PreviewAsync(AppUnderTest app, object body)
    {
        using var response = await app.Manager.PostAsJsonAsync(
            $"/api/activities/{Id}/preview", body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static (int Invite, int Update, int Cancel) Counts(JsonElement preview)
    {
        var mails = preview.GetProperty("mails");
        return (mails.GetProperty("invite").GetInt32(), mails.GetProperty("update").GetInt32(), mails.GetProperty("cancel").GetInt32());
    }

    private static (int Invite, int Update, int Cancel) Mailed(AppUnderTest app, int after)
    {
        var kinds = app.Graph.Mail.Skip(after)
            .CountBy(mail => mail.Kind.ToString().ToLowerInvariant())
            .ToDictionary(StringComparer.Ordinal);
        return (kinds.GetValueOrDefault("invite"), kinds.GetValueOrDefault("update"), kinds.GetValueOrDefault("cancel"));
    }
}
