using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Programme;

/// <summary>One trace from a call to what came of it, over the queue between the two.</summary>
public sealed class TraceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_is_one_trace_from_its_call_to_the_table()
    {
        using var spans = new SpansOfOneTrace();
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var answer = await leeds.SendAsync(
            CollegeSystem.Body(CollegeSystem.Viewed("1"), CollegeSystem.Viewed("2")),
            CollegeSystem.Batch,
            change: spans.Begin);
        answer.EnsureSuccessStatusCode();
        await app.DrainAsync();

        var facts = app.Storage.QueueNames.Facts;
        var send = spans.Single($"send {facts}");
        var process = spans.Single($"process {facts}");
        var record = spans.Single("record facts");
        var commit = spans.Single("commit Engagement");
        var batch = spans.Single("POST /{id}/$batch");
        Assert.Equal(send.SpanId, process.ParentSpanId);
        Assert.Equal(process.SpanId, record.ParentSpanId);
        Assert.Equal(record.SpanId, commit.ParentSpanId);
        Assert.Equal(commit.SpanId, batch.ParentSpanId);
        Assert.Equal((ActivityKind.Producer, ActivityKind.Consumer), (send.Kind, process.Kind));
        Assert.Equal(("utc-leeds", 2), (record.GetTagItem("pathway.college"), record.GetTagItem("pathway.facts.new")));
        Assert.Equal(202, batch.GetTagItem("http.response.status_code"));
        Assert.NotEmpty(process.Links);
        TestContext.Current.TestOutputHelper?.WriteLine(spans.Tree());
    }

    [Fact]
    public async Task An_activity_is_one_trace_from_its_saving_to_Graph()
    {
        using var spans = new SpansOfOneTrace();
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.DrainAsync();

        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/activities/hospital-ai")
        {
            Content = JsonContent.Create(new
            {
                kind = "masterclass",
                title = "Hospital AI",
                start = "2026-12-02T10:00:00",
                end = "2026-12-02T11:00:00",
            }),
        };
        spans.Begin(request);
        using var answer = await app.Manager.SendAsync(request, Cancellation);
        answer.EnsureSuccessStatusCode();
        await app.DrainAsync();

        var queue = app.Storage.QueueNames.CalendarSync;
        var process = spans.Single($"process {queue}");
        var create = spans.Single("invitation create");
        var graph = spans.Single("POST /v1.0/users/{id}/events");
        Assert.Equal(spans.Single($"send {queue}").SpanId, process.ParentSpanId);
        Assert.Equal(process.SpanId, spans.Single("sync activity").ParentSpanId);
        Assert.Equal("hospital-ai", create.GetTagItem("pathway.activity"));
        Assert.Equal(create.SpanId, graph.ParentSpanId);
        Assert.Equal(201, graph.GetTagItem("http.response.status_code"));
        TestContext.Current.TestOutputHelper?.WriteLine(spans.Tree());
    }

    /// <summary>Hears every span of the app, and keeps those of one caller's trace: other tests run beside it.</summary>
    private sealed class SpansOfOneTrace : IDisposable
    {
        private readonly ConcurrentQueue<Activity> spans = new();
        private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();
        private readonly ActivityListener listener;

        public SpansOfOneTrace()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is "Pathway" or "Pathway.LocalHost",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (span.TraceId == trace)
                        spans.Enqueue(span);
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public void Begin(HttpRequestMessage request) =>
            request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        public Activity Single(string name) => Assert.Single(spans, span => span.DisplayName == name);

        public string Tree()
        {
            var known = spans.Select(span => span.SpanId).ToHashSet();
            return string.Join('\n', spans.Where(span => !known.Contains(span.ParentSpanId)).SelectMany(span => Lines(span, 0)));
        }

        public void Dispose() => listener.Dispose();

        private IEnumerable<string> Lines(Activity span, int depth) =>
            spans.Where(child => child.ParentSpanId == span.SpanId)
                .OrderBy(child => child.StartTimeUtc)
                .SelectMany(child => Lines(child, depth + 1))
                .Prepend($"{new string(' ', depth * 2)}{span.DisplayName} {span.Duration.TotalMilliseconds:0.0} ms "
                    + string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")));
    }
}
