using System.Net;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Http;

/// <summary>Whom a principal makes somebody, and whom not.</summary>
public sealed class CallerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"claims":[{"typ":null,"val":"Programme.Manager"}]}""")]
    [InlineData("""{"claims":[{"val":"Programme.Manager"}]}""")]
    [InlineData("""{"claims":[{"typ":"","val":"Programme.Manager"}],"role_typ":""}""")]
    [InlineData("""{"claims":[{"typ":"name","val":"Programme.Manager"}]}""")]
    [InlineData("""{"claims":[{"typ":"groups","val":"Programme.Manager"}],"role_typ":null}""")]
    public async Task A_claim_of_no_role_makes_no_manager(string principal) =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(principal, "/api/colleges"));

    [Theory]
    [InlineData("""{"claims":[{"typ":"roles","val":"Programme.Manager"}]}""")]
    [InlineData("""{"claims":[{"typ":"http://schemas.microsoft.com/ws/2008/06/identity/claims/role","val":"Programme.Manager"}]}""")]
    [InlineData("""{"claims":[{"typ":"custom","val":"Programme.Manager"}],"role_typ":"custom"}""")]
    public async Task A_claim_of_the_role_does(string principal) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(principal, "/api/colleges"));

    /// <summary>A form on somebody else's page is sent with the cookie of whoever is signed in, and asks nobody first.</summary>
    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task A_page_of_another_site_changes_nothing_in_a_signed_in_persons_name(string site, HttpStatusCode expected)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        app.Manager.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        using var changed = await app.Manager.PostAsync("/api/colleges/utc-leeds/secret", null, Cancellation);
        using var read = await app.Manager.GetAsync("/api/colleges", Cancellation);

        Assert.Equal((expected, HttpStatusCode.OK), (changed.StatusCode, read.StatusCode));
    }

    [Theory]
    [InlineData("jo@utc-leeds.example.org", HttpStatusCode.OK)]
    [InlineData("Jo@UTC-Leeds.example.org", HttpStatusCode.OK)]
    [InlineData("a@b@utc-leeds.example.org", HttpStatusCode.Forbidden)]
    [InlineData("\"a@evil.example\"@utc-leeds.example.org", HttpStatusCode.Forbidden)]
    [InlineData("Jo <jo@utc-leeds.example.org>", HttpStatusCode.Forbidden)]
    [InlineData("@utc-leeds.example.org", HttpStatusCode.Forbidden)]
    [InlineData("utc-leeds.example.org", HttpStatusCode.Forbidden)]
    [InlineData("jo@utc-york.example.org", HttpStatusCode.Forbidden)]
    [InlineData("jo@utc-leeds.example.org\n", HttpStatusCode.OK)]
    public async Task A_coordinator_is_of_the_college_whose_domain_their_one_address_is_in(
        string mail, HttpStatusCode expected)
    {
        var claims = new[] { new { typ = "roles", val = Caller.CoordinatorRole }, new { typ = "preferred_username", val = mail } };

        Assert.Equal(expected, await StatusAsync(JsonSerializer.Serialize(new { claims }), "/api/colleges/utc-leeds"));
    }

    private static async Task<HttpStatusCode> StatusAsync(string principal, string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(
            "X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(principal)));
        using var response = await app.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
