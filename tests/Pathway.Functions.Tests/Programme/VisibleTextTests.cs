using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Programme;

public sealed class VisibleTextTests
{
    // What turns the order of letters round, shows nothing, or is a control character.
    private const string Marks = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C\u200B\u2060\uFEFF\u00AD\u0000\u0007\u001B\u007F\u009B\uE000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("  Robots\u202E in surgery\u0007 ", "Robots in surgery")]
    [InlineData("Robots\tin\r\nsurgery\u2028now", "Robots in surgery now")]
    [InlineData("Two  spaces\u00A0stay", "Two  spaces\u00A0stay")]
    [InlineData("علی\u200Cرضا", "علی\u200Cرضا")]
    [InlineData("👩\u200D🔬 and ❤\uFE0F\u200D🔥", "👩\u200D🔬 and ❤\uFE0F\u200D🔥")]
    [InlineData("\u200D\u200Ca\u200D\u200Cb \u200Dc\u200D", "a\u200Db c")]
    [InlineData("a\uD800b\uDC00c\uFFFD", "abc")]
    [InlineData("\u202E\u200B\u3164", "")]
    [InlineData(null, "")]
    public void A_line_is_what_is_seen_of_it(string? typed, string seen) => Assert.Equal(seen, VisibleText.Line(typed));

    [Theory]
    [InlineData("One\r\n\r\n\tTwo\u202E three\n", "One\r\n\r\n\tTwo three")]
    [InlineData("One\u2028Two\u0085Three\u000BFour", "One\nTwo\nThree\nFour")]
    public void Paragraphs_keep_their_lines(string typed, string seen) => Assert.Equal(seen, VisibleText.Paragraphs(typed));

    [Fact]
    public void None_of_them_is_left_in_any_text()
    {
        var typed = $"{Marks}a{Marks}b{Marks}";

        Assert.Equal(("ab", "ab", "ab"), (VisibleText.Line(typed), VisibleText.Paragraphs(typed), VisibleText.Only(typed)));
    }

    [Fact]
    public async Task An_activity_a_college_and_a_resource_are_called_what_is_seen()
    {
        await using var app = await AppUnderTest.StartAsync();

        await app.PutOnceAsync("robots", CalendarDriver.Masterclass(body =>
        {
            foreach (var member in new[] { "title", "employer", "description", "purpose" })
                body[member] = Marked(member);
            (body["kind"], body["outcomes"]) = ("project", new[] { Marked("outcome") });
            body["milestones"] = new[] { new { title = Marked("milestone"), at = "2026-12-02" } };
            body["speakers"] = new[] { new { name = Hidden("speaker"), email = "s@x.example.org", organisation = Hidden("organisation") } };
        }));
        await app.JoinAsync("utc-leeds", new { name = Marked("UTC Leeds") });
        var created = await app.CreateAsync(
            new { title = Marked("ECG"), kind = Marked("slides"), summary = Marked("summary"), tags = new[] { Marked("tag") }, fileName = "a.pdf", contentType = "application/pdf" });

        foreach (var address in new[] { "activities/robots", "colleges/utc-leeds", $"resources/{created.Text("id")}" })
        {
            var kept = await app.Manager.GetFromJsonAsync<JsonElement>($"/api/{address}", Cancellation);
            Assert.All(Texts(kept), text => Assert.DoesNotContain(text, letter => Marks.Contains(letter, StringComparison.Ordinal)));
        }

        var activity = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/robots", Cancellation);
        Assert.Equal(("title", "outcome"), (activity.Text("title"), activity.GetProperty("outcomes")[0].GetString()));
    }

    [Fact]
    public async Task An_imported_plan_and_a_reason_are_read_by_the_same_rule()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var plan = new StringContent(
            $"id,kind,title,employer,start,end\nrobots,masterclass,{Marked("Robots")},{Marked("Trust")},2026-12-09 10:00,2026-12-09 11:00\n",
            Encoding.UTF8,
            "text/csv");
        using var imported = await app.Manager.PostAsync("/api/activities/import", plan, Cancellation);

        var kept = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/robots", Cancellation);
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        Assert.Equal(("Robots", "Trust"), (kept.Text("title"), kept.Text("employer")));
        Assert.Equal("The ward is closed", CancelReason.Read("The ward\u202E\nis\u0007  closed", out _));
    }

    [Fact]
    public async Task What_shows_nothing_is_no_title_and_an_address_with_marks_is_none()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.Manager.PutAsJsonAsync(
            "/api/activities/robots",
            CalendarDriver.Masterclass(body => (body["title"], body["aliases"]) =
                ("\u202E\u200B\u00AD", new[] { "https://moodle.example.org/\u202Epage" })),
            Cancellation);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            ["/title", "/aliases/0"], problem.GetProperty("errors").EnumerateArray().Select(fault => fault.Text("path")));
    }

    private static string Marked(string text) => $"\u202E{text[..2]}\u2066\u0007{text[2..]}\u200F";

    // A speaker's name with control characters is refused.
    private static string Hidden(string text) => $"\u202E{text[..2]}\u2066{text[2..]}\u200F";

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        _ => [],
    };
}
