using System.Net;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>
/// Known answers: the specification's vector, and the npm library standardwebhooks 1.x as an independent
/// implementation.
/// </summary>
public sealed class StandardWebhooksTests
{
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    private static readonly byte[] SpecKey = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly byte[] SpecBody = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private const string SpecSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void Knows_the_vector_of_the_specification() =>
        Assert.True(Signed(SpecSignature).IsMadeWith(SpecKey, SpecBody));

    [Theory]
    [InlineData(
        "v1,AAAA v9,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,not-base64!! garbage v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        true)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=", false)]
    [InlineData("", false)]
    public void Tries_every_token_and_skips_what_it_cannot_read(string signatures, bool isGood) =>
        Assert.Equal(isGood, Signed(signatures).IsMadeWith(SpecKey, SpecBody));

    [Theory]
    [InlineData(0, SignatureVerdict.Valid)]
    [InlineData(300, SignatureVerdict.Valid)]
    [InlineData(-300, SignatureVerdict.Valid)]
    [InlineData(301, SignatureVerdict.TimestampTooFar)]
    [InlineData(-301, SignatureVerdict.TimestampTooFar)]
    public void Allows_clocks_five_minutes_apart(int seconds, SignatureVerdict verdict) =>
        Assert.Equal(verdict, Signed(SpecSignature).CheckHeaders(Then.AddSeconds(seconds)));

    [Theory]
    [InlineData("msg_1", "1e9", SignatureVerdict.TimestampMalformed)]
    [InlineData("msg_1", "-1", SignatureVerdict.TimestampMalformed)]
    [InlineData("msg_1", "9223372036854775807", SignatureVerdict.TimestampTooFar)]
    [InlineData("msg.1", "1614265330", SignatureVerdict.IdMalformed)]
    [InlineData("", "1614265330", SignatureVerdict.HeaderMissing)]
    public void Refuses_headers_that_cannot_be_meant(string id, string timestamp, SignatureVerdict verdict) =>
        Assert.Equal(verdict, new WebhookSignature(id, timestamp, "v1,x").CheckHeaders(Then));

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
    public void Looks_through_as_many_tokens_as_a_header_holds() =>
        Assert.True(
            Signed(string.Join(' ', Enumerable.Repeat("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 400).Append(SpecSignature))).IsMadeWith(SpecKey, SpecBody));

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

    private static WebhookSignature Signed(string signatures) =>
        new("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signatures);

    private static void Resign(HttpRequestMessage request, string signature)
    {
        request.Headers.Remove("webhook-signature");
        request.Headers.Add("webhook-signature", signature);
    }
}
