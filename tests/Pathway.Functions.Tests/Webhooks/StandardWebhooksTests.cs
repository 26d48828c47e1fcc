using System.Net;
using System.Text;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>Signed calls through the app; the npm library standardwebhooks 1.x is the independent implementation.</summary>
public sealed class StandardWebhooksTests
{
    [Fact]
    public async Task Takes_what_the_javascript_library_signs()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var body = Encoding.UTF8.GetString(CollegeSystem.Body(CollegeSystem.Viewed("1")));
        var signature = await Node.RunAsync(
            """
            const { Webhook } = require('standardwebhooks');
            console.log(new Webhook(input.secret).sign('msg_js1', new Date(input.seconds * 1000), input.body));
            """,
            new { secret = leeds.Secret, seconds = app.Time.GetUtcNow().ToUnixTimeSeconds(), body });

        using var response = await leeds.SendAsync(
            Encoding.UTF8.GetBytes(body), CollegeSystem.Batch, "msg_js1", request => Resign(request, signature.Trim()));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Every_signature_fault_and_an_unknown_college_are_the_same_401()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var body = CollegeSystem.Body(CollegeSystem.Viewed("1"));
        var answers = new HashSet<string>(StringComparer.Ordinal);
        Action<HttpRequestMessage>[] faults =
        [
            request => Resign(request, "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            request => request.Headers.Remove("webhook-signature"),
            request => request.Headers.Remove("webhook-id"),
            request => { request.Headers.Remove("webhook-timestamp"); request.Headers.Add("webhook-timestamp", "12"); },
            request =>
                request.Content = new ByteArrayContent(
                    [.. body, (byte)' ']) { Headers = { { "Content-Type", CollegeSystem.Batch } } },
            request => request.RequestUri = new Uri("/api/webhooks/utc-nowhere", UriKind.Relative),
            request => request.RequestUri = new Uri("/api/webhooks/utc-nobody", UriKind.Relative),
            request => request.RequestUri = new Uri("/api/webhooks/NOT%20AN%20ID", UriKind.Relative),
        ];

        foreach (var fault in faults)
        {
            using var response = await leeds.SendAsync(body, CollegeSystem.Batch, "msg_1", fault);
            using var problem = JsonDocument.Parse(
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            answers.Add(
                $"{(int)response.StatusCode} {problem.RootElement.GetProperty("title")} {problem.RootElement.GetProperty("detail")}");
        }

        Assert.Equal(
            "401 Not authenticated. The call is not signed by a college of the programme.", Assert.Single(answers));
    }

    [Fact]
    public async Task An_old_secret_works_for_seven_days_after_its_rotation()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var old = leeds.Secret;
        using var rotated = await app.Manager.PostAsync(
            "/api/colleges/utc-leeds/secret", null, TestContext.Current.CancellationToken);
        using var answer = JsonDocument.Parse(
            await rotated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        leeds.Secret = answer.RootElement.GetProperty("webhookSecret").GetString()!;

        using var byNew = await leeds.PostAsync(CollegeSystem.Viewed("1"));
        leeds.Secret = old;
        app.Time.Advance(TimeSpan.FromDays(6.9));
        using var byOld = await leeds.PostAsync(CollegeSystem.Viewed("2"));
        app.Time.Advance(TimeSpan.FromDays(0.2));
        using var tooLate = await leeds.PostAsync(CollegeSystem.Viewed("3"));

        Assert.Equal(
            (HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Unauthorized),
            (byNew.StatusCode, byOld.StatusCode, tooLate.StatusCode));
    }

    [Fact]
    public async Task Rotating_twice_ends_a_secret_at_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        using var once = await app.Manager.PostAsync(
            "/api/colleges/utc-leeds/secret", null, TestContext.Current.CancellationToken);
        using var between = await leeds.PostAsync(CollegeSystem.Viewed("1"));
        using var twice = await app.Manager.PostAsync(
            "/api/colleges/utc-leeds/secret", null, TestContext.Current.CancellationToken);
        using var after = await leeds.PostAsync(CollegeSystem.Viewed("2"));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Unauthorized), (between.StatusCode, after.StatusCode));
    }

    private static void Resign(HttpRequestMessage request, string signature)
    {
        request.Headers.Remove("webhook-signature");
        request.Headers.Add("webhook-signature", signature);
    }
}
