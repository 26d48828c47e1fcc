using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class PageTests : GraphSimulatorTest
{
    private const string Nasty = "<script>alert(1)</script> & \"friends\"";

    private async Task<(int Status, string Html)> Page(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(
            "default-src 'none'",
            string.Join(' ', response.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_empty_simulator_says_so()
    {
        var (status, html) = await Page("/");

        Assert.Equal(200, status);
        Assert.Contains("No calendar has an event yet.", html, StringComparison.Ordinal);
        Assert.Contains("Nobody has received mail yet.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_shows_times_in_london_answers_and_what_was_cancelled()
    {
        var body = Masterclass("a@college.example.org", "b@college.example.org");
        (body["isOnlineMeeting"], body["start"], body["end"]) = (true, At("2027-06-01T09:00:00", "UTC"), At("2027-06-01T10:00:00", "UTC"));
        var created = await Created(body);
        await Control(
            HttpMethod.Post,
            "respond",
            new JsonObject { ["eventId"] = Id(created), ["attendee"] = "a@college.example.org", ["response"] = "accepted" });
        var cancelled = Masterclass();
        cancelled["subject"] = "Ambulance visit";
        await Delete($"{Events}/{Id(await Created(cancelled))}");

        var (_, html) = await Page("/");

        Assert.Contains("10:00 – 11:00", html, StringComparison.Ordinal);
        Assert.Contains("2 invited", html, StringComparison.Ordinal);
        Assert.Contains("1 accepted", html, StringComparison.Ordinal);
        Assert.Contains(created["onlineMeeting"]!["joinUrl"]!.GetValue<string>(), html, StringComparison.Ordinal);
        Assert.Matches("Cancelled</span>(.|\n)*Ambulance visit|Ambulance visit(.|\n)*Cancelled</span>", html);
    }

    [Fact]
    public async Task Nothing_that_was_sent_is_ever_markup()
    {
        var body = Masterclass("a@college.example.org");
        (body["subject"], body["categories"]) = (Nasty, new JsonArray(Nasty));
        (body["location"], body["body"]) = (new JsonObject { ["displayName"] = Nasty }, new JsonObject { ["contentType"] = "html", ["content"] = Nasty });
        var created = await Created(body);

        foreach (var path in new[] { "/", $"/event/{Id(created)}", "/mailbox?address=a@college.example.org", "/mail/1", "/?find=" + Uri.EscapeDataString(Nasty) })
        {
            var (status, html) = await Page(path);
            Assert.Equal(200, status);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mail_shows_its_text_apart_from_the_page()
    {
        await Post($"users/{Programme}/sendMail", new JsonObject
        {
            ["message"] = new JsonObject
            {
                ["subject"] = "This week",
                ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<h1>Digest</h1>" },
                ["toRecipients"] = Recipients("utc@college.example.org"),
            },
        });

        var (_, mailbox) = await Page("/mailbox?address=UTC@college.example.org");
        var (_, mail) = await Page("/mail/1");

        Assert.Contains("href=\"/mail/1\"", mailbox, StringComparison.Ordinal);
        Assert.Contains("sandbox=\"allow-popups", mail, StringComparison.Ordinal);
        Assert.Contains("&lt;h1&gt;Digest&lt;/h1&gt;", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mail/1")]
    [InlineData("/event/nothing")]
    public async Task What_is_not_there_is_404(string path)
    {
        Assert.Equal(404, (await Page(path)).Status);
    }
}
