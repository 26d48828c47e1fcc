using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Tests.Pages;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Colleges;

public sealed class MailDomainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_colleges_mail_domain_is_refused_until_that_college_has_left()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-hull");
        var claim = new { name = "UTC York", emailDomains = new[] { "utc-york.example.org", "UTC-Leeds.example.org" } };
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/new");

        using var put = await app.Manager.PutAsJsonAsync("/api/colleges/utc-york", claim, Cancellation);
        using var patch = await app.Manager.PatchAsJsonAsync(
            "/api/colleges/utc-hull", new { claim.emailDomains }, Cancellation);
        using var preview = await app.Manager.PostAsJsonAsync("/api/colleges/utc-york/preview", claim, Cancellation);
        var page = await PageClient.SendAsync(
            app.Manager, "/colleges/new", token, ("id", "utc-york"), ("name", "UTC York"), ("emailDomains", "utc-leeds.example.org"));
        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-leeds", Cancellation);
        using var after = await app.Manager.PutAsJsonAsync("/api/colleges/utc-york", claim, Cancellation);
        using var back = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", new { name = "UTC Leeds", emailDomains = new[] { "utc-leeds.example.org" } }, Cancellation);

        foreach (var refused in new[] { put, patch, preview, back })
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
            Assert.Equal(
                ("/emailDomains", "names utc-leeds.example.org, which is another college's."),
                (fault.GetProperty("path").GetString(), fault.GetProperty("reason").GetString()));
        }

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("utc-leeds.example.org, which is another college's", page.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Created), (left.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task A_college_keeps_its_own_mail_domain_when_it_is_changed()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-hull");

        using var named = await app.Manager.PatchAsJsonAsync("/api/colleges/utc-leeds", new { name = "Leeds" }, Cancellation);
        using var more = await app.Manager.PatchAsJsonAsync(
            "/api/colleges/utc-leeds",
            new { emailDomains = new[] { "utc-leeds.example.org", "students.utc-leeds.example.org" } },
            Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (named.StatusCode, more.StatusCode));
    }
}
