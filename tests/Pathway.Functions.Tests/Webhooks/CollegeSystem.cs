using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>A college's system as it calls the app: it signs what it sends and knows nothing of the app's code.</summary>
internal sealed class CollegeSystem(AppUnderTest app, string college, JsonElement joined)
{
    public const string Batch = "application/cloudevents-batch+json";
    public const string Single = "application/cloudevents+json";

    private int sent;

    public string Secret { get; set; } = joined.GetProperty("webhookSecret").GetString()!;

    public string XapiPassword { get; set; } = joined.GetProperty("xapiPassword").GetString()!;

    public static async Task<CollegeSystem> JoinAsync(
        AppUnderTest app, string college = "utc-leeds", object? definition = null) =>
        new(app, college, await app.JoinAsync(college, definition));

    /// <summary>
    /// The system of a college that joined before this test's part began: secrets are derived, so it knows them
    /// still.
    /// </summary>
    public static CollegeSystem Known(AppUnderTest app, string college = "utc-leeds")
    {
        var (keyring, id) = (app.Get<Keyring>(), CollegeId.Parse(college));
        return new CollegeSystem(
            app,
            college,
            JsonSerializer.SerializeToElement(new { webhookSecret = keyring.WebhookSecret(id, 1), xapiPassword = keyring.XapiPassword(id, 1) }));
    }

    /// <summary>Sends as a patient client does: again until it is answered.</summary>
    public static async Task RepeatAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var response = await send();
            if (response.IsSuccessStatusCode)
                return;
        }
    }

    /// <summary>An event with valid defaults.</summary>
    public static object Event(
        string id, string type, object data, string? time = "2026-11-24T10:00:00Z") => time is null
        ? new { specversion = "1.0", id, source = "/mis", type, data }
        : new { specversion = "1.0", id, source = "/mis", type, time, data };

    public static object Viewed(
        string id,
        string learner = "jo@utc-leeds.example.org",
        string resource = "stroke-pathways",
        string? time = "2026-11-24T10:00:00Z") =>
        Event(id, "pathway.resource.viewed", new { resource, learner }, time);

    public Task<HttpResponseMessage> PostAsync(params object[] events) => SendAsync(Body(events), Batch);

    public static byte[] Body(params object[] events) => JsonSerializer.SerializeToUtf8Bytes(events);

    public async Task<HttpResponseMessage> SendAsync(
        byte[] body, string contentType, string? id = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = Request(body, contentType, id);
        change?.Invoke(request);
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public HttpRequestMessage Request(byte[] body, string contentType, string? id = null)
    {
        id ??= $"msg_{++sent}";
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/webhooks/{college}")
        { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var timestamp = $"{app.Time.GetUtcNow().ToUnixTimeSeconds()}";
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Sign(Secret, id, timestamp, body));
        return request;
    }

    public static string Sign(string secret, string id, string timestamp, byte[] body)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body).ToArray()));
    }
}
