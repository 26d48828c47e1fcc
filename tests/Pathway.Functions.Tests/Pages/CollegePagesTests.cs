using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

public sealed partial class CollegePagesTests
{
    [Fact]
    public async Task A_college_joins_with_one_form_and_its_secrets_work()
    {
        await using var app = await AppUnderTest.StartAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/new");

        var (status, html, _) = await PageClient.SendAsync(
            app.Manager,
            "/colleges/new",
            token,
            ("name", "UTC Leeds"),
            ("id", "utc-leeds"),
            ("audience", "staff@utc-leeds.example.org\r\n\r\nsixth@utc-leeds.example.org"),
            ("emailDomains", "utc-leeds.example.org"));
        var again = await PageClient.SendAsync(
            app.Manager, "/colleges/new", token, ("name", "Another"), ("id", "utc-leeds"));

        Assert.Equal(HttpStatusCode.OK, status);
        var college = await FindAsync(app);
        Assert.Equal(["staff@utc-leeds.example.org", "sixth@utc-leeds.example.org"], college.Definition.Audience);
        Assert.Contains(app.Get<Keyring>().WebhookSecret(college.Id, 1), html, StringComparison.Ordinal);
        Assert.Contains(app.Get<Keyring>().XapiPassword(college.Id, 1), html, StringComparison.Ordinal);
        Assert.Contains("/api/xapi/utc-leeds<", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("Short name is in the programme already.", again.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "whsec_", (await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_line_is_named_by_its_number_and_everything_is_told_at_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/new");

        var (_, html, _) = await PageClient.SendAsync(
            app.Manager,
            "/colleges/new",
            token,
            ("name", ""),
            ("id", "Leeds"),
            ("contacts", "head@utc-leeds.example.org\nnobody"));

        Assert.Contains("Contacts, entry 2", html, StringComparison.Ordinal);
        Assert.Contains("Short name is utc- and", html, StringComparison.Ordinal);
        Assert.Contains("Name is required", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rolling_the_secret_shows_the_new_one_once_and_the_feed_gets_another_address()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/utc-leeds");
        var before = Feed().Match((await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds")).Html).Value;

        var rolled = await PageClient.SendAsync(app.Manager, "/colleges/utc-leeds/secret", token);
        var feed = await PageClient.SendAsync(app.Manager, "/colleges/utc-leeds/feed", token);

        Assert.Contains(
            app.Get<Keyring>().WebhookSecret(CollegeId.Parse("utc-leeds"), 2), rolled.Html, StringComparison.Ordinal);
        Assert.Contains("Wed 2 December, 12:00", rolled.Html, StringComparison.Ordinal);
        Assert.Equal("/colleges/utc-leeds?done=feed", feed.Location);
        var after = Feed().Match((await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds")).Html).Value;
        Assert.True(before.Length > 0 && after.Length > 0 && before != after);
    }

    [Fact]
    public async Task Changing_a_college_keeps_what_the_form_does_not_show()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync(
            "utc-leeds",
            new { name = "UTC Leeds", eventsPerMinute = 77, contacts = new[] { "head@utc-leeds.example.org" } });
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/utc-leeds/edit");

        var saved = await PageClient.SendAsync(
            app.Manager, "/colleges/utc-leeds/edit", token, ("name", "UTC Leeds and Bradford"), ("version", "1"));
        var late = await PageClient.SendAsync(
            app.Manager, "/colleges/utc-leeds/edit", token, ("name", "Late"), ("version", "1"));

        var definition = (await FindAsync(app)).Definition;
        Assert.Equal(
            ("UTC Leeds and Bradford", 77, 0),
            (definition.Name, definition.EventsPerMinute ?? 0, definition.Contacts.Count));
        Assert.Equal("/colleges/utc-leeds?done=college", saved.Location);
        var (_, privacy) = await PageClient.OpenAsync(app.Manager, "/privacy");
        Assert.Contains("/colleges/utc-leeds/edit", privacy, StringComparison.Ordinal);
        Assert.Contains("What the next nights take away", privacy, StringComparison.Ordinal);
        Assert.Contains("Somebody else changed the college", late.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_is_checked_by_who_reads_the_college_and_nothing_of_it_is_counted()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);
        var token = await PageClient.TokenAsync(coordinator, "/colleges/utc-leeds/check");

        var wrong = await PageClient.SendAsync(
            coordinator, "/colleges/utc-leeds/check", token, ("headers", "webhook-id: 1\nnonsense"), ("body", "{}"));
        var (status, html, _) = await PageClient.SendAsync(
            coordinator,
            "/colleges/utc-leeds/check",
            token,
            ("headers", "webhook-id: 1\nwebhook-timestamp: 1\nwebhook-signature: v1,AA=="),
            ("body", "{}"));
        var others = await PageClient.OpenAsync(coordinator, "/colleges/utc-hull/check");

        Assert.Contains("Headers, entry 2 is no header", wrong.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (status, others.Status));
        Assert.Contains("No go yet", html, StringComparison.Ordinal);
        Assert.Contains("signature", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Leaving_says_whom_it_tells_and_afterwards_its_page_says_that_it_left()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-hull");
        await Plans.PutAsync(app, "plan");
        await app.DrainAsync();
        var invited = app.Graph.Mail.Count;

        var (_, ask) = await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds/leave");
        var said = await PreviewAsync(app, "utc-leeds");
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/utc-leeds/leave");
        await PageClient.SendAsync(app.Manager, "/colleges/utc-leeds/leave", token, ("version", Version(ask)));
        await app.DrainAsync();
        var (status, page) = await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds");
        var (form, _) = await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds/edit");

        var told = app.Graph.Mail.Skip(invited).Count(mail => mail.Kind == "cancel");
        Assert.Equal((invited / 2, told), (told, said.Mails.Cancel));
        Assert.Contains($"Take it out and send {told} mails", ask, StringComparison.Ordinal);
        Assert.Contains("How an AI reads an X-ray", ask, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (status, form));
        Assert.Contains("has left the programme", page, StringComparison.Ordinal);
        Assert.Contains("/engagement?college=utc-leeds", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_college_that_was_changed_meanwhile_leaves_only_when_that_was_seen()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await Plans.PutAsync(app, "plan");
        await app.DrainAsync();
        var (_, ask) = await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds/leave");
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/utc-leeds/leave");
        using var change = await app.Manager.PatchAsJsonAsync(
            "/api/colleges/utc-leeds", new { name = "UTC Leeds and Bradford" }, TestContext.Current.CancellationToken);
        change.EnsureSuccessStatusCode();

        var (status, asked, _) = await PageClient.SendAsync(
            app.Manager, "/colleges/utc-leeds/leave", token, ("version", Version(ask)));
        var unseen = await PageClient.SendAsync(app.Manager, "/colleges/utc-leeds/leave", token);
        var (still, _) = await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds/edit");
        var seen = await PageClient.SendAsync(
            app.Manager, "/colleges/utc-leeds/leave", token, ("version", Version(asked)));

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK), (status, unseen.Status, still));
        Assert.Contains("Somebody else changed the college while this page was open.", asked, StringComparison.Ordinal);
        Assert.Contains("Take UTC Leeds and Bradford out of the programme?", asked, StringComparison.Ordinal);
        Assert.Equal("/colleges?done=left", seen.Location);
    }

    [Fact]
    public async Task A_test_event_goes_the_whole_way_and_counts_nothing()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/utc-leeds");

        var sent = await PageClient.SendAsync(app.Manager, "/colleges/utc-leeds/test", token);
        await app.DrainAsync();

        Assert.Equal("/colleges/utc-leeds?done=tested", sent.Location);
        var (_, page) = await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds");
        Assert.Contains("Dropped: tested (1)", page, StringComparison.Ordinal);
        var (_, figures) = await PageClient.OpenAsync(app.Manager, "/engagement");
        Assert.Contains("Nothing was reported in these days.", figures, StringComparison.Ordinal);
    }

    /// <summary>The list said how many addresses are invited, whatever groups they stand for; the college's own page said nothing.</summary>
    [Fact]
    public async Task List_and_page_say_how_many_people_are_invited_and_the_page_how_many_learners_there_are()
    {
        await using var app = await AppUnderTest.StartAsync();
        await PutAsync(app, "utc-leeds", new
        {
            name = "UTC Leeds",
            contacts = new[] { "head@utc-leeds.example.org" },
            audience = new object[] { "staff@utc-leeds.example.org", new { address = "year-12@utc-leeds.example.org", people = 1_140 } },
            learners = new Dictionary<string, int>(StringComparer.Ordinal) { ["13"] = 120, ["12"] = 1_400 },
        });
        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);

        var (_, list) = await PageClient.OpenAsync(app.Manager, "/colleges");
        var (_, page) = await PageClient.OpenAsync(coordinator, "/colleges/utc-leeds");

        Assert.Contains("data-name=\"People invited\" class=\"number\">1,141<", list, StringComparison.Ordinal);
        Assert.Contains(
            "1,141 people at 2 addresses\nstaff@utc-leeds.example.org\nyear-12@utc-leeds.example.org, 1,140 people<", page, StringComparison.Ordinal);
        Assert.Contains("Year 12: 1,400\nYear 13: 120<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_proved_to_be_the_college_s_is_told_from_its_own_deliveries()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        using var own = await leeds.SendAsync("[{}]"u8.ToArray(), CollegeSystem.Batch);
        leeds.Secret = "whsec_" + Convert.ToBase64String(new byte[32]);
        using var forged = await leeds.PostAsync(CollegeSystem.Viewed("1"));
        using var nameless = await app.Client.PostAsJsonAsync(
            "/api/webhooks/utc-leeds", Array.Empty<string>(), TestContext.Current.CancellationToken);
        using var broken = await leeds.SendAsync(
            "[]"u8.ToArray(), CollegeSystem.Batch, change: request => request.Content!.Headers.ContentEncoding.Add("gzip"));

        // Lines are written behind the answers.
        var (page, rows) = ("", Array.Empty<string>());
        for (var look = 0; look < 200 && rows.Length < 3; look++)
        {
            page = (await PageClient.OpenAsync(app.Manager, "/colleges/utc-leeds")).Html;
            rows = [.. page.Split("<tr>").Where(row => row.Contains("data-name=\"How\"", StringComparison.Ordinal))];
        }

        Assert.Equal([400, 401, 401, 400], new[] { own, forged, nameless, broken }.Select(answer => (int)answer.StatusCode));
        Assert.Equal(3, rows.Length);
        Assert.Contains("/0/id is required", Assert.Single(rows, row => row.Contains(" Refused: ", StringComparison.Ordinal)
            || row.Contains(">Refused: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        var strange = rows.Where(row => row.Contains("not proved to be the college", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, strange.Count);
        Assert.All(strange, row => Assert.Contains("nothing was taken", row, StringComparison.Ordinal));
        Assert.DoesNotContain("/0/id", string.Concat(strange), StringComparison.Ordinal);
        var log = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/colleges/utc-leeds/deliveries", TestContext.Current.CancellationToken);
        Assert.Equal(
            [false, false, true],
            log.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("proved").GetBoolean()).Order());
    }

    [Fact]
    public async Task A_college_that_took_part_before_it_was_entered_can_be_silent_at_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        await PutAsync(app, "utc-leeds", new { name = "UTC Leeds", since = "2026-11-02" });
        await PutAsync(app, "utc-hull", new { name = "UTC Hull" });

        var (_, page) = await PageClient.OpenAsync(app.Manager, "/");

        Assert.Contains("UTC Leeds has been silent for 23 days", page, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC Hull has been silent", page, StringComparison.Ordinal);
    }

    private static async Task PutAsync(AppUnderTest app, string college, object body)
    {
        using var answer = await app.Manager.PutAsJsonAsync(
            $"/api/colleges/{college}", body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<CollegeChangeView> PreviewAsync(AppUnderTest app, string college)
    {
        using var answer = await app.Manager.PostAsync(
            $"/api/colleges/{college}/preview?leaves=true", null, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<CollegeChangeView>(
            PathwayJson.Plain, TestContext.Current.CancellationToken))!;
    }

    private static string Version(string html) => Shown().Match(html).Groups[1].Value;

    private static async Task<College> FindAsync(AppUnderTest app) =>
        (await app.Get<CollegeTable>().FindAsync(CollegeId.Parse("utc-leeds"), TestContext.Current.CancellationToken))!;

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Shown();

    [GeneratedRegex(@"calendars/utc-leeds\.ics\?token=[a-z2-7]+", RegexOptions.NonBacktracking)]
    private static partial Regex Feed();
}
