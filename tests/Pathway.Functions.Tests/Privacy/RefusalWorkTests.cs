using System.Net.Http.Headers;
using System.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>
/// Refusing a college that there is and one that there is not takes the same work: the keys that are derived are counted, each
/// followed by its one comparison in constant time.
/// </summary>
public sealed class RefusalWorkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("feed", 2)]
    [InlineData("link", 2)]
    [InlineData("xapi", 2)]
    [InlineData("check", 2)]
    [InlineData("webhook", 0)]
    public async Task Does_not_tell_a_college_from_none(string door, long derived)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        // A webhook's key is kept once it was derived: each is knocked at once before.
        foreach (var college in new[] { "utc-leeds", "utc-absent" })
            await KnockAsync(app, door, college);

        var known = await KnockAsync(app, door, "utc-leeds");
        var unknown = await KnockAsync(app, door, "utc-absent");

        Assert.Equal(known.Status, unknown.Status);
        Assert.True(known.Status is 401 or 403 or 404, $"{known.Status}");
        Assert.Equal((derived, derived), (known.Derived, unknown.Derived));
    }

    private static async Task<(int Status, long Derived)> KnockAsync(AppUnderTest app, string door, string college)
    {
        var before = app.Get<Keyring>().Derivations;
        using var request = Request(app, door, college);
        using var answer = await app.Client.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, app.Get<Keyring>().Derivations - before);
    }

    private static HttpRequestMessage Request(AppUnderTest app, string door, string college)
    {
        var password = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{college}:wrong")));
        switch (door)
        {
            case "feed":
                return new(HttpMethod.Get, $"/calendars/{college}.ics?token=wrong");
            case "link":
                var forged = LinkToken.Write(new byte[32], CollegeId.Parse(college), ResourceId.Parse("worksheet"), app.Time.GetUtcNow().AddDays(1));
                return new(HttpMethod.Get, $"/resources/worksheet?t={forged}");
            case "xapi":
                return new(HttpMethod.Post, $"/api/xapi/{college}/statements")
                {
                    Content = new StringContent("[]", Encoding.UTF8, "application/json"),
                    Headers = { Authorization = password },
                };
            case "check":
                return new(HttpMethod.Get, $"/api/webhooks/{college}/deliveries") { Headers = { Authorization = password } };
            default:
                return new(HttpMethod.Post, $"/api/webhooks/{college}")
                {
                    Content = new StringContent("[]", Encoding.UTF8, "application/cloudevents-batch+json"),
                    Headers =
                    {
                        { "webhook-id", "msg_1" },
                        { "webhook-timestamp", $"{app.Time.GetUtcNow().ToUnixTimeSeconds()}" },
                        { "webhook-signature", $"v1,{Convert.ToBase64String(new byte[32])}" },
                    },
                };
        }
    }
}
