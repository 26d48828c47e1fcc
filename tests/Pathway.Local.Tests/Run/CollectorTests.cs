using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pathway.Local.Tests.Run;

/// <summary>A local run that is watched, by a collector that knows nothing of the app.</summary>
public sealed partial class CollectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gets_one_trace_of_a_delivery_and_one_of_an_activity_from_host_and_app_and_the_apps_metrics()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is started by a shell.");
        await using var collector = await OtlpCollector.StartAsync();
        await using var run = await LocalRunProcess.ReadyAsync($"--empty --otlp {collector.Address}");
        using var http = new HttpClient { BaseAddress = new Uri(FunctionsAddress().Match(run.Output).Groups[1].Value) };

        // One after the other: a college that joins syncs every activity, and whoever comes first makes the invitation.
        await PlanAsync(http);
        Assert.Equal(
            ["PutActivity", "function PutActivity", "send calendar-sync", "process calendar-sync", "sync activity", "invitation create", "POST /v1.0/users/{id}/events"],
            await WayAsync(collector, "PutActivity", "POST /v1.0/users/{id}/events"));
        await DeliverAsync(http);
        Assert.Equal(
            ["ReceiveWebhook", "function ReceiveWebhook", "send facts", "process facts", "record facts", "commit Engagement"],
            await WayAsync(collector, "ReceiveWebhook", "commit Engagement"));

        // A message that comes again syncs again, for a link that is not there yet as well; no attempt does it twice.
        Assert.Distinct(collector.Spans.Where(span => span.Name == "sync activity").Select(span => span.Parent));
        await collector.MeasuresAsync("messaging.process.duration", Cancellation);
        await collector.MeasuresAsync("http.client.request.duration", Cancellation);
    }

    private static async Task PlanAsync(HttpClient http)
    {
        using var put = await http.PutAsJsonAsync(
            "/api/activities/watched",
            new { kind = "masterclass", title = "Watched", start = "2030-01-09T10:00:00", end = "2030-01-09T11:00:00" },
            Cancellation);
        put.EnsureSuccessStatusCode();
    }

    /// <summary>One event from a college, signed as the Standard Webhooks specification says.</summary>
    private static async Task DeliverAsync(HttpClient http)
    {
        using var joined = await http.PutAsJsonAsync("/api/colleges/utc-watched", new { name = "UTC Watched" }, Cancellation);
        var secret = (await joined.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("webhookSecret").GetString()!;
        var now = TimeProvider.System.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            specversion = "1.0",
            id = "seen-1",
            source = "https://moodle.utc-watched.example.org",
            type = "pathway.activity.attended",
            time = now,
            data = new { activity = "watched", learner = "ada@utc-watched.example.org", minutes = 40 },
        });
        byte[] signed = [.. Encoding.UTF8.GetBytes($"msg-1.{now.ToUnixTimeSeconds()}."), .. body];
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/utc-watched") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        request.Headers.Add("webhook-id", "msg-1");
        request.Headers.Add("webhook-timestamp", $"{now.ToUnixTimeSeconds()}");
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>From a call to a span that came of it, each within the one before, once all of them have been told of.</summary>
    private static async Task<List<string>> WayAsync(OtlpCollector collector, string call, string to)
    {
        List<OtlpSpan> way = [];
        await collector.HasAsync(
            spans =>
            {
                way = spans.Where(span => span.Name == to).Select(span => Way(spans, span)).FirstOrDefault(found => found[0].Name == call) ?? [];
                return way.Count > 0;
            },
            Cancellation);
        var trace = collector.Spans.Where(span => span.Trace == way[0].Trace).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine(OtlpSpan.Tree(trace));
        Assert.Subset(trace.ToHashSet(), way.ToHashSet());
        Assert.Equal("pathway-local-host", way[0].Service);
        Assert.All(trace.Where(span => span != way[0]), span => Assert.Equal("pathway-functions", span.Service));
        return [.. way.Select(span => span.Name)];
    }

    private static List<OtlpSpan> Way(IReadOnlyCollection<OtlpSpan> spans, OtlpSpan to)
    {
        var way = new List<OtlpSpan>();
        for (var span = to; span is not null; span = spans.FirstOrDefault(one => one.Id == span.Parent))
            way.Insert(0, span);
        return way;
    }

    [GeneratedRegex(@"functions +(http://localhost:\d+/)", RegexOptions.NonBacktracking)]
    private static partial Regex FunctionsAddress();
}
