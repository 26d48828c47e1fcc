using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

public sealed partial class ActivityPagesTests
{
    private static readonly (string Name, string Value)[] Filled =
    [
        ("kind", "masterclass"), ("title", "How an AI reads an X-ray"), ("employer", "Northbank Imaging"),
        ("start", "2026-12-09T14:00"), ("end", "2026-12-09T15:00"),
        ("online", "true"), ("audience", "all"), ("timeZone", "Europe/London"),
    ];

    [Fact]
    public async Task Planning_says_who_will_be_mailed_before_it_saves_and_mails_them_after()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var token = await PageClient.TokenAsync(app.Manager, "/activities/new");

        var check = await PageClient.SendAsync(app.Manager, "/activities/new", token, [.. Filled, ("step", "check")]);
        Assert.Contains("2 mails will go out", check.Html, StringComparison.Ordinal);
        Assert.Contains("Wed 9 December, 14:00 to 15:00, in Teams", check.Html, StringComparison.Ordinal);
        Assert.Null(await app.FindAsync("how-an-ai-reads-an-x-ray-2026-12-09"));

        var saved = await PageClient.SendAsync(
            app.Manager, "/activities/new", token, [.. Sent(check.Html), ("step", "save")]);
        Assert.Equal("/activities/how-an-ai-reads-an-x-ray-2026-12-09?done=planned", saved.Location);
        await app.DrainAsync();
        Assert.Equal(2, app.Graph.Mail.Count);

        var (_, page) = await PageClient.OpenAsync(app.Manager, saved.Location!);
        Assert.Contains("The activity is planned", page, StringComparison.Ordinal);
        Assert.Contains("2 no answer", page, StringComparison.Ordinal);
        Assert.Contains("Everything is as it should be", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_told_at_its_field_and_what_was_typed_is_kept()
    {
        await using var app = await AppUnderTest.StartAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/activities/new");

        var (status, html, _) = await PageClient.SendAsync(
            app.Manager,
            "/activities/new",
            token,
            ("kind", "project"), ("title", ""), ("description", "Kept <as> typed"), ("start", "2026-12-09T14:00"),
            ("end", "2026-12-09T13:00"), ("audience", "chosen"),
            ("milestones.2.title", "Final"), ("milestones.2.at", "soon"), ("step", "save"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<title>Error: ", html, StringComparison.Ordinal);
        foreach (var field in new[] { "title", "end", "audience", "milestones-2-at" })
        {
            Assert.Contains($"href=\"#{field}\"", html, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}\"", html, StringComparison.Ordinal);
        }

        Assert.Contains("Kept <as> typed", html, StringComparison.Ordinal);
        Assert.Contains("value=\"soon\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_keeps_what_the_form_does_not_show_and_saving_it_as_it_is_mails_nobody()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await Plans.PutAsync(
            app,
            "plan",
            new { start = "2026-12-09T14:00:30", aliases = new[] { "https://moodle.example.org/mod/page/view.php?id=4" } });
        await app.DrainAsync();
        var before = await app.FindAsync("plan");
        var (_, form) = await PageClient.OpenAsync(app.Manager, "/activities/plan/edit");
        var token = await PageClient.TokenAsync(app.Manager, "/activities/plan/edit");

        var check = await PageClient.SendAsync(
            app.Manager, "/activities/plan/edit", token, [.. Shown(form), ("step", "check")]);
        var saved = await PageClient.SendAsync(
            app.Manager, "/activities/plan/edit", token, [.. Sent(check.Html), ("step", "save")]);

        Assert.Contains("Nobody is mailed", check.Html, StringComparison.Ordinal);
        Assert.Equal("/activities/plan?done=unchanged", saved.Location);
        Assert.Equal(before!.Version, (await app.FindAsync("plan"))!.Version);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await using var app = await AppUnderTest.StartAsync();
        await Plans.PutAsync(app, "plan");
        var token = await PageClient.TokenAsync(app.Manager, "/activities/plan/edit");
        await Plans.PutAsync(app, "plan", new { title = "Theirs" });

        var (status, html, _) = await PageClient.SendAsync(
            app.Manager, "/activities/plan/edit", token, [.. Filled, ("version", "1"), ("step", "save")]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Somebody else changed the activity", html, StringComparison.Ordinal);
        Assert.Equal("Theirs", (await app.FindAsync("plan"))!.Definition.Title);
    }

    [Fact]
    public async Task Cancelling_says_whom_it_tells_and_then_tells_them()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await Plans.PutAsync(app, "plan");
        await app.DrainAsync();
        var (_, ask) = await PageClient.OpenAsync(app.Manager, "/activities/plan/cancel");
        Assert.Contains("Cancel it and send 2 mails", ask, StringComparison.Ordinal);

        var token = await PageClient.TokenAsync(app.Manager, "/activities/plan/cancel");
        var stale = await PageClient.SendAsync(
            app.Manager, "/activities/plan/cancel", token, ("version", "7"), ("reason", "The expert\r\nis ill."));
        var wordy = await PageClient.SendAsync(
            app.Manager, "/activities/plan/cancel", token, [.. Sent(ask), ("reason", new string('x', 501))]);
        Assert.False((await app.FindAsync("plan"))!.IsCancelled);
        var done = await PageClient.SendAsync(
            app.Manager, "/activities/plan/cancel", token, [.. Sent(ask), ("reason", "The expert\r\nis ill.")]);
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "/activities/plan?done=cancelled"), (stale.Status, done.Location));
        Assert.Contains("Somebody else changed the activity", stale.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wordy.Status);
        Assert.Contains("Reason has more than 500 characters.", wordy.Html, StringComparison.Ordinal);
        Assert.Contains("The expert\r\nis ill.", stale.Html, StringComparison.Ordinal);
        var told = app.Graph.Mail.Where(mail => mail.Kind == "cancel").ToList();
        Assert.Equal(2, told.Count);
        Assert.All(
            told, mail => Assert.Equal("How an AI reads an X-ray has been cancelled. The expert is ill.", mail.Comment));
        var (_, page) = await PageClient.OpenAsync(app.Manager, "/activities/plan");
        Assert.Contains("The expert is ill.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_brought_back_forgets_why_it_was_cancelled()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await Plans.PutAsync(app, "plan");
        await app.DrainAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/activities/plan/cancel");
        await PageClient.SendAsync(
            app.Manager, "/activities/plan/cancel", token, ("version", "1"), ("reason", "The expert is ill."));

        await Plans.PutAsync(app, "plan");

        var (_, page) = await PageClient.OpenAsync(app.Manager, "/activities/plan");
        Assert.DoesNotContain("The expert is ill.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("import")]
    [InlineData("month")]
    [InlineData("plan")]
    public async Task An_activity_has_its_page_whatever_it_is_called(string id)
    {
        await using var app = await AppUnderTest.StartAsync();
        await Plans.PutAsync(app, id);

        var (_, list) = await PageClient.OpenAsync(app.Manager, "/activities");
        var address = AddressOf().Match(list).Groups[1].Value;
        var (status, page) = await PageClient.OpenAsync(app.Manager, address);
        var token = await PageClient.TokenAsync(app.Manager, $"/activities/{id}/cancel");
        var done = await PageClient.SendAsync(app.Manager, $"/activities/{id}/cancel", token, ("version", "1"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<h1>How an AI reads an X-ray</h1>", page, StringComparison.Ordinal);
        Assert.Equal($"{address}?done=cancelled", done.Location);
    }

    [Fact]
    public void Every_page_beside_the_activities_is_known_where_addresses_are_made()
    {
        var words = typeof(PageAddress).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route?.Split('/'))
            .OfType<string[]>()
            .Where(route => route is ["activities", not ['{', ..]])
            .Select(route => route[1])
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Equal($"/activities/{word}/about", PageAddress.To(ActivityId.Parse(word))));
    }

    [Fact]
    public async Task Speakers_and_repetition_are_fields_and_their_faults_stand_at_them()
    {
        await using var app = await AppUnderTest.StartAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/activities/new");
        (string, string)[] series = [.. Filled, ("repeats.every", "week"), ("purpose", "See a hospital at work")];

        var wrong = await PageClient.SendAsync(
            app.Manager, "/activities/new", token, [.. series, ("speakers", "Dr Nwosu <nobody>"), ("repeats.except", "soon"), ("step", "save")]);
        var saved = await PageClient.SendAsync(
            app.Manager,
            "/activities/new",
            token,
            [
                .. series, ("repeats.until", "2027-01-13"), ("repeats.except", "2026-12-23\n2026-12-30"),
                ("speakers", "Dr Amara Nwosu <amara@trust.example>, Northern Trust"), ("step", "save"),
            ]);
        var (_, form) = await PageClient.OpenAsync(app.Manager, saved.Location!.Replace("?done=planned", "/edit", StringComparison.Ordinal));
        var (_, page) = await PageClient.OpenAsync(app.Manager, saved.Location);

        foreach (var told in new[] { "Speakers, entry 1 mail address ", "Last day is required", "But not on, entry 1 must be a date" })
            Assert.Contains(told, wrong.Html, StringComparison.Ordinal);
        Assert.Contains("Dr Amara Nwosu <amara@trust.example>, Northern Trust", form, StringComparison.Ordinal);
        Assert.Contains("2026-12-23\n2026-12-30", form, StringComparison.Ordinal);
        Assert.Contains("Dr Amara Nwosu (Northern Trust)", page, StringComparison.Ordinal);
        Assert.Contains("Wed 16 December, 14:00 to 15:00\nWed 6 January 2027, 14:00 to 15:00\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("amara@trust.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_have_not_answered_are_asked_once_a_day()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await Plans.PutAsync(app, "plan");
        await app.DrainAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/activities/plan");

        var asked = await PageClient.SendAsync(app.Manager, "/activities/plan/nudge", token);
        var again = await PageClient.SendAsync(app.Manager, "/activities/plan/nudge", token);

        Assert.Equal(("/activities/plan?done=nudged", "/activities/plan?done=nudged-before"), (asked.Location, again.Location));
    }

    [Fact]
    public async Task A_month_has_its_activities_and_milestones_each_on_its_day()
    {
        await using var app = await AppUnderTest.StartAsync();
        await Plans.PutAsync(app, "plan", new { kind = "project", milestones = new[] { new { title = "Final", at = "2027-01-06" } } });

        var (_, december) = await PageClient.OpenAsync(app.Manager, "/activities/month?month=2026-12");
        var (_, january) = await PageClient.OpenAsync(app.Manager, "/activities/month?month=2027-01");
        var (status, now) = await PageClient.OpenAsync(app.Manager, "/activities/month?month=never");

        Assert.Contains(">14:00 How an AI reads an X-ray</a>", december, StringComparison.Ordinal);
        Assert.DoesNotContain("Final", december, StringComparison.Ordinal);
        Assert.Contains(">Final: How an AI reads an X-ray</a>", january, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<h1>November 2026</h1>", now, StringComparison.Ordinal);
    }

    /// <summary>The hidden fields of a page, as a browser would send them on.</summary>
    private static IEnumerable<(string Name, string Value)> Sent(string html) =>
        Hidden()
            .Matches(html)
            .Select(field => (field.Groups[1].Value, field.Groups[2].Value))
            .Where(field => field.Item1 != "formToken");

    /// <summary>The fields of a form, as a browser would send them unchanged.</summary>
    private static IEnumerable<(string Name, string Value)> Shown(string html) =>
        Input().Matches(html).Select(field => field.Value).Where(IsSent)
            .Select(field => (NameOf().Match(field).Groups[1].Value, ValueOf().Match(field).Groups[1].Value))
            .Concat(Area().Matches(html).Select(area => (area.Groups[1].Value, area.Groups[2].Value.TrimStart('\n'))))
            .Where(field => field.Item1 != "formToken");

    private static bool IsSent(string field) =>
        field.Contains(" checked", StringComparison.Ordinal)
        || !(field.Contains("type=\"radio\"", StringComparison.Ordinal)
            || field.Contains("type=\"checkbox\"", StringComparison.Ordinal));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex("<h3><a href=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex AddressOf();

    [GeneratedRegex("<input [^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Input();

    [GeneratedRegex("name=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex NameOf();

    [GeneratedRegex("value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex ValueOf();

    [GeneratedRegex("<textarea [^>]*name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>", RegexOptions.NonBacktracking)]
    private static partial Regex Area();
}
