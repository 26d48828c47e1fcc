using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class TechnicianTests
{
    [Theory]
    [InlineData("Basic", "utc-leeds", true)]
    [InlineData("Basic", "utc-derby", false)]
    [InlineData("Bearer", "", true)]
    public async Task The_colleges_own_password_opens_the_check_the_log_and_the_webhook(
        string scheme, string user, bool isRight)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var credential = Credential(scheme, user, leeds.XapiPassword);
        var sample = JsonSerializer.Serialize(
            new { headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = CollegeSystem.Batch, ["Authorization"] = credential.ToString() }, body = Encoding.UTF8.GetString(CollegeSystem.Body(CollegeSystem.Viewed("1"))) });

        using var check = await SendAsync(
            app, HttpMethod.Post, "/api/webhooks/utc-leeds/check", credential, sample, "application/json");
        using var sent = await SendAsync(
            app,
            HttpMethod.Post,
            "/api/webhooks/utc-leeds",
            credential,
            Encoding.UTF8.GetString(CollegeSystem.Body(CollegeSystem.Viewed("1"))),
            CollegeSystem.Batch);
        await app.DrainAsync();
        using var log = await SendAsync(app, HttpMethod.Get, "/api/webhooks/utc-leeds/deliveries", credential);
        using var others = await SendAsync(app, HttpMethod.Get, "/api/webhooks/utc-york/deliveries", credential);

        Assert.Equal(
            isRight ? [200, 202, 200, 401] : [401, 401, 401, 401],
            new[] { check, sent, log, others }.Select(answer => (int)answer.StatusCode));
        if (!isRight)
            return;
        var checkedSample = await check.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(checkedSample.GetProperty("go").GetBoolean(), checkedSample.GetRawText());
        Assert.Equal("cloudevents", checkedSample.GetProperty("dialect").GetString());
        var items = (await log.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("items");
        Assert.Contains(
            items.EnumerateArray(),
            item => !item.TryGetProperty("refused", out _) && item.GetProperty("new").GetInt32() == 1);
    }

    [Fact]
    public async Task A_wrong_signature_is_not_mended_by_a_right_password()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await leeds.SendAsync(CollegeSystem.Body(CollegeSystem.Viewed("1")), CollegeSystem.Batch, change: request =>
        {
            request.Headers.Remove("webhook-signature");
            request.Headers.Add("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            request.Headers.Authorization = Credential("Bearer", "", leeds.XapiPassword);
        });

        Assert.Equal(401, (int)response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("2026-11-25T12:00:00Z", problem.GetProperty("serverTime").GetString());
    }

    [Fact]
    public async Task A_typo_is_no_go_and_what_was_meant_is_named()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var id = await app.PublishAsync(ResourceDriver.Definition("Genomics on a laptop"));

        var right = await CheckAsync(app, leeds, id);
        var typo = await CheckAsync(app, leeds, id.Replace("laptop", "latpop", StringComparison.Ordinal));
        var elsewhere = await CheckAsync(app, leeds, "https://moodle.utc-leeds.example.org/mod/page/view.php?id=7");

        Assert.Equal(
            [true, false, true],
            new[] { right, typo, elsewhere }.Select(answer => answer.GetProperty("go").GetBoolean()));
        Assert.Contains($"is {id} meant?", Objects(typo), StringComparison.Ordinal);
        Assert.Contains("view.php?id=7 is nobody's alias", Objects(elsewhere), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_another_colleges_reads_like_what_there_is_not()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await app.JoinAsync("utc-hull");
        var file = await app.PublishAsync(ResourceDriver.Definition("Hulls own film"));
        await app.PlanAsync("hull-day", CalendarDriver.Masterclass(body =>
        {
            body["audience"] = new[] { "utc-hull" };
            body["resources"] = new[] { file };
            body["aliases"] = new[] { "https://moodle.example.org/mod/page/view.php?id=7" };
        }));
        await app.PlanAsync("leeds-day", CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-leeds" }));

        foreach (var id in new[] { "hull-day", "hull-dya", file, "hulls-own-fiml" })
        {
            var answer = await CheckAsync(app, leeds, id);
            Assert.False(answer.GetProperty("go").GetBoolean());
            Assert.Equal($"{id} is no activity or resource of this college.", Objects(answer));
        }

        var named = Objects(await CheckAsync(app, leeds, "https://moodle.example.org/mod/page/view.php?id=7"));
        var unnamed = Objects(await CheckAsync(app, leeds, "https://moodle.example.org/mod/page/view.php?id=8"));
        Assert.Equal(unnamed.Replace("id=8", "id=7", StringComparison.Ordinal), named);
        var own = await CheckAsync(app, leeds, "leeds-day");
        Assert.True(own.GetProperty("go").GetBoolean(), own.GetRawText());
        Assert.Contains("is leeds-day meant?", Objects(await CheckAsync(app, leeds, "leeds-dya")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_keeps_the_last_refusal_of_each_kind_with_its_words()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        foreach (var body in new[] { "[1]", "[{}]" })
            (await leeds.SendAsync(Encoding.UTF8.GetBytes(body), CollegeSystem.Batch)).Dispose();
        (await leeds.SendAsync(CollegeSystem.Body(), "text/plain")).Dispose();
        (await SendAsync(app, HttpMethod.Post, "/api/webhooks/utc-leeds", Credential("Bearer", "", "wrong"), "[]", CollegeSystem.Batch)).Dispose();

        // Lines are written behind the answers.
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var look = 0; look < 200 && (refused.Count < 3 || !refused["malformed"].Contains("/0/id", StringComparison.Ordinal)); look++)
        {
            using var log = await SendAsync(
                app,
                HttpMethod.Get,
                "/api/webhooks/utc-leeds/deliveries",
                Credential("Bearer", "", leeds.XapiPassword));
            var items = (await log.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("items");
            refused = items.EnumerateArray().ToDictionary(
                item => item.GetProperty("refused").GetString()!,
                item => item.GetProperty("reason").GetString()!,
                StringComparer.Ordinal);
        }

        Assert.Equal(["malformed", "mediatype", "signature"], refused.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("/0/id is required.", refused["malformed"], StringComparison.Ordinal);
        Assert.Contains("application/cloudevents+json", refused["mediatype"], StringComparison.Ordinal);
        Assert.Contains("xAPI password", refused["signature"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/webhooks/utc-leeds", "a webhook")]
    [InlineData("/api/caliper/utc-nowhere", "Caliper endpoint")]
    [InlineData("/api/xapi/utc-leeds", "xAPI endpoint")]
    [InlineData("/api/xapi/utc-leeds/statements", "xAPI endpoint")]
    public async Task An_address_for_systems_says_to_people_what_it_is(string address, string words)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains(
            words,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Contains("POST", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_guide_is_a_page_with_this_apps_address_and_no_link_that_leads_nowhere()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Client.GetAsync("/integrate", TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<h1", page, StringComparison.Ordinal);
        Assert.Contains("<table>", page, StringComparison.Ordinal);
        Assert.Contains(
            $"http://localhost:{app.Host.Address.Port}/api/xapi/{{college}}", page, StringComparison.Ordinal);
        Assert.DoesNotContain(".md\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<>", page, StringComparison.Ordinal);
        Assert.Contains("<em>privacy.md</em>", page, StringComparison.Ordinal);

        // In the house: its header leads back, and to the rooms for who has some.
        Assert.Contains("<a class=\"name\" href=\"/\">", page, StringComparison.Ordinal);
        Assert.Contains("<main id=\"main\"", page, StringComparison.Ordinal);
        var signedIn = await app.Manager.GetStringAsync("/integrate", TestContext.Current.CancellationToken);
        Assert.Contains("<a href=\"/colleges\"", signedIn, StringComparison.Ordinal);
    }

    private static string Objects(JsonElement answer) =>
        answer.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("check").GetString() == "objects")
            .GetProperty("detail")
            .GetString()!;

    private static async Task<JsonElement> CheckAsync(AppUnderTest app, CollegeSystem leeds, string resource)
    {
        var body = Encoding.UTF8.GetString(CollegeSystem.Body(CollegeSystem.Viewed("1", resource: resource)));
        using var response = await SendAsync(
            app,
            HttpMethod.Post,
            "/api/webhooks/utc-leeds/check",
            Credential("Basic", "utc-leeds", leeds.XapiPassword),
            body,
            CollegeSystem.Batch);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static AuthenticationHeaderValue Credential(string scheme, string user, string password) =>
        new(
            scheme,
            scheme == "Basic" ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")) : password);

    private static async Task<HttpResponseMessage> SendAsync(
        AppUnderTest app, HttpMethod method, string address, AuthenticationHeaderValue credential, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = credential;
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
