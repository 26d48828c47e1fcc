using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Http;

/// <summary>HEAD, as RFC 9110 (9.3.2) has it: GET's status and headers, no body, and nothing but a look.</summary>
public sealed class HeadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_answered_as_GET_without_a_body()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        foreach (var address in new[]
        {
            "/", "/activities", "/activities/new", "/colleges", "/colleges/utc-leeds", "/colleges/utc-hull", "/resources", "/integrate",
            "/api/colleges/utc-leeds", "/api/colleges", "/api/activities/none", "/api/openapi.json", "/api/health",
        })
        {
            using var whole = await app.Manager.GetAsync(address, Cancellation);
            using var head = await HeadAsync(app.Manager, address);

            Assert.Equal(
                (address, whole.StatusCode, whole.Content.Headers.ContentType),
                (address, head.StatusCode, head.Content.Headers.ContentType));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Is_a_look_from_wherever_and_leaves_no_line_in_the_audit_trail()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var before = await AuditAsync(app);

        using var foreign = await HeadAsync(
            app.Manager, "/api/colleges/utc-leeds?dryRun=true", request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));
        using var stranger = await HeadAsync(app.Client, "/api/colleges/utc-leeds");
        using var change = await HeadAsync(app.Manager, "/api/colleges/utc-leeds/secret");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound),
            (foreign.StatusCode, stranger.StatusCode, change.StatusCode));
        Assert.Equal(before, await AuditAsync(app));
    }

    private static async Task<HttpResponseMessage> HeadAsync(
        HttpClient client, string address, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        change?.Invoke(request);
        return await client.SendAsync(request, Cancellation);
    }

    private static async Task<int> AuditAsync(AppUnderTest app) =>
        (await app.Manager.GetFromJsonAsync<JsonElement>("/api/audit", Cancellation)).GetProperty("items").GetArrayLength();
}
