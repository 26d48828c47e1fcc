using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pathway.Benchmarks;

/// <summary>
/// Deliveries as a college's system would send them: 50 events each, signed, over a few resources and many learners.
/// </summary>
internal sealed class WebhookLoad(string college, string secret)
{
    public const int EventsPerDelivery = 50;

    /// <summary>Deliveries under way at a time.</summary>
    public const int Connections = 8;

    private const int Learners = 400;
    private const int Resources = 8;

    private readonly byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);

    public string College => college;

    public string Secret => secret;

    public static byte[] Body(int delivery)
    {
        var now = TimeProvider.System.GetUtcNow();
        return JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, EventsPerDelivery).Select(i => new
        {
            specversion = "1.0",
            id = $"{delivery}-{i}",
            source = "/moodle/utc",
            type = "pathway.resource.viewed",
            time = now.AddSeconds(-i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            datacontenttype = "application/json",
            data = new { resource = $"https://moodle.example.org/mod/page/view.php?id={i % Resources}", learner = $"learner.{((delivery * 7) + i) % Learners}@utc.example.org", minutes = i % 60 },
        }));
    }

    /// <summary>Sends each body as a delivery; answers how many that was.</summary>
    public static async Task<int> PostAsync(HttpClient client, WebhookLoad load, byte[][] bodies)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, bodies.Length), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (delivery, token) =>
        {
            using var request = load.Request(delivery, bodies[delivery]);
            using var response = await client.SendAsync(request, token);
            response.EnsureSuccessStatusCode();
        });
        return bodies.Length;
    }

    public HttpRequestMessage Request(int delivery, byte[] body)
    {
        var (id, timestamp) = ($"msg_{delivery}", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/webhooks/{college}")
        { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Sign(id, timestamp, body));
        return request;
    }

    public string Sign(string id, string timestamp, byte[] body) =>
        "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body).ToArray()));
}
