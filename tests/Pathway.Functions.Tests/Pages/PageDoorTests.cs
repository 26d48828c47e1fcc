using System.Net;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

public sealed class PageDoorTests
{
    private static readonly (string Name, string Value) AsShown = ("version", "1");

    private static readonly string[] Rooms =
    [
        "/activities", "/activities/new", "/colleges", "/colleges/new", "/problems",
    ];

    [Fact]
    public async Task Nobody_is_told_what_this_is_and_has_a_way_in()
    {
        await using var app = await AppUnderTest.StartAsync();

        var (status, html) = await PageClient.OpenAsync(app.Client, "/");
        var (_, gone) = await PageClient.OpenAsync(app.Client, "/signed-out");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("/.auth/login/aad?post_login_redirect_uri=%2F", html, StringComparison.Ordinal);
        Assert.Contains("You are signed out", gone, StringComparison.Ordinal);
        foreach (var room in Rooms)
        {
            var (refused, page) = await PageClient.OpenAsync(app.Client, room);
            Assert.Equal(HttpStatusCode.Unauthorized, refused);
            Assert.Contains("Sign in first", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_runs_nothing_and_is_framed_and_kept_nowhere()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Manager.GetAsync("/activities/new", TestContext.Current.CancellationToken);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(
            ("nosniff", "no-store"),
            (response.Headers.GetValues("X-Content-Type-Options").Single(), response.Headers.CacheControl!.ToString()));
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(html.Length + Asset.Stylesheet.Content.Length, 1_000, 100_000);
    }

    [Theory]
    [InlineData("/resources/new")]
    [InlineData("/resources/heart/versions")]
    [InlineData("/colleges/new")]
    public async Task A_form_that_is_none_is_told_so(string address)
    {
        await using var app = await AppUnderTest.StartAsync();
        var endless = new string('b', 5_000);

        foreach (var (boundary, body) in new[]
        {
            ("b", ""), ("b", "--b"), ("b", "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nHea"),
            ("b", "--b\r\nnothing\r\n--b--"), (endless, $"--{endless}--"), ("\"\"", "----"),
        })
        {
            using var form = new StringContent(body);
            form.Headers.Remove("Content-Type");
            form.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
            using var answer = await app.Manager.PostAsync(address, form, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(
                "no form of these pages",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_stylesheet_is_for_anybody_and_kept_under_its_own_version_only()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var current = await app.Client.GetAsync(Asset.Stylesheet.Address, TestContext.Current.CancellationToken);
        using var other = await app.Client.GetAsync("/assets/pages.css?v=old", TestContext.Current.CancellationToken);

        Assert.Equal("text/css", current.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", current.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-cache", other.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_coordinator_sees_their_own_college_and_nothing_of_anothers()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-own");
        await app.JoinAsync("utc-other");
        await Plans.PutAsync(app, "for-other", new { audience = new[] { "utc-other" } });
        var coordinator = app.As("head@utc-own.example.org", Caller.CoordinatorRole);

        Assert.Equal(HttpStatusCode.OK, (await PageClient.OpenAsync(coordinator, "/colleges/utc-own")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PageClient.OpenAsync(coordinator, "/colleges/utc-other")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await PageClient.OpenAsync(coordinator, "/activities/for-other")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PageClient.OpenAsync(app.Manager, "/activities/for-other")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PageClient.OpenAsync(coordinator, "/problems")).Status);
        foreach (var page in new[] { "/", "/activities", "/colleges/utc-own" })
        {
            var (_, html) = await PageClient.OpenAsync(coordinator, page);
            Assert.DoesNotContain("UTC-OTHER", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("calendars/utc-own.ics", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Somebody_without_a_role_is_told_so()
    {
        await using var app = await AppUnderTest.StartAsync();

        var (status, html) = await PageClient.OpenAsync(app.As("visitor@elsewhere.example.org"), "/");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("No part for you yet", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_counts_only_from_a_page_of_ours_that_this_caller_was_shown_today()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-own");
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/utc-own/leave");
        var others = app.As("second@digital-health.example.org", Caller.ManagerRole);

        var later = "99999999999." + token.Split('.')[1];
        foreach (var (client, sent) in new[] { (app.Manager, ""), (app.Manager, token + "x"), (app.Manager, later), (others, token) })
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await PageClient.SendAsync(client, "/colleges/utc-own/leave", sent, AsShown)).Status);
        var elsewhere = app.As("manager@digital-health.example.org", Caller.ManagerRole);
        elsewhere.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await PageClient.SendAsync(elsewhere, "/colleges/utc-own/leave", token, AsShown)).Status);
        app.Time.Advance(FormTokens.Life + TimeSpan.FromSeconds(1));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await PageClient.SendAsync(app.Manager, "/colleges/utc-own/leave", token, AsShown)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PageClient.OpenAsync(app.Manager, "/colleges/utc-own")).Status);

        var fresh = await PageClient.TokenAsync(app.Manager, "/colleges/utc-own/leave");
        Assert.Equal(
            "/colleges?done=left",
            (await PageClient.SendAsync(app.Manager, "/colleges/utc-own/leave", fresh, AsShown)).Location);
    }
}
