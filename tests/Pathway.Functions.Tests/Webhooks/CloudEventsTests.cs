using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>The three modes of CloudEvents 1.0 over HTTP, checked with the npm library cloudevents as a client.</summary>
public sealed class CloudEventsTests
{
    [Fact]
    public async Task Takes_what_the_javascript_sdk_sends_in_binary_and_structured_mode()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var messages = JsonDocument.Parse(await Node.RunAsync(
            """
            const { CloudEvent, HTTP } = require('cloudevents');
            const event = id => new CloudEvent({ id: `${id} ä€%`, source: '/mis', type: 'pathway.resource.viewed', time: '2026-11-24T10:00:00Z', data: { resource: 'stroke-pathways', learner: 'jo' } });
            console.log(JSON.stringify([HTTP.binary(event('1')), HTTP.structured(event('2'))]));
            """,
            new { })).RootElement;
        foreach (var message in messages.EnumerateArray())
        {
            var headers = message.GetProperty("headers")
                .EnumerateObject()
                .ToDictionary(
                    header => header.Name, header => header.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
            using var response = await leeds.SendAsync(Encoding.UTF8.GetBytes(message.GetProperty("body").GetString()!), headers["content-type"], change: request =>
            {
                foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)))
                    request.Headers.TryAddWithoutValidation(
                        name,
                        Uri.EscapeDataString(value).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal));
            });
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }

        await app.DrainAsync();

        Assert.Equal(2, Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Events);
    }

    [Fact]
    public async Task The_same_event_in_every_mode_and_compressed_counts_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var single = JsonSerializer.SerializeToUtf8Bytes(CollegeSystem.Viewed("1"));

        using var batch = await leeds.PostAsync(CollegeSystem.Viewed("1"), CollegeSystem.Viewed("1"));
        using var structured = await leeds.SendAsync(single, CollegeSystem.Single + "; charset=utf-8");
        using var binary = await leeds.SendAsync("""{"resource":"stroke-pathways","learner":"mailto:JO@utc-leeds.example.org"}"""u8.ToArray(), "application/json", change: request =>
        {
            foreach (var (name, value) in new[] { ("ce-specversion", "1.0"), ("ce-id", "%31"), ("ce-source", "/mis"), ("ce-type", "pathway.resource.viewed"), ("ce-time", "2026-11-24T10:00:00Z") })
                request.Headers.Add(name, value);
        });
        using var compressed = await leeds.SendAsync(
            Gzip(single),
            CollegeSystem.Single,
            change: request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        await app.DrainAsync();

        Assert.All(
            [batch, structured, binary, compressed],
            response => Assert.Equal(HttpStatusCode.Accepted, response.StatusCode));
        Assert.Equal(1, Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Events);
    }

    [Theory]
    [InlineData("""{"id":"1","source":"/s","type":"pathway.learner.left","data":{"learner":"jo"}}""", "/specversion")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/s","type":"pathway.learner.left","data":{"learner":"jo"}}""", "/specversion")]
    [InlineData("""{"specversion":"1.0","id":"","source":"/s","type":"pathway.learner.left","data":{"learner":"jo"}}""", "/id")]
    [InlineData("""{"specversion":"1.0","id":"1","id":"2","source":"/s","type":"pathway.learner.left","data":{"learner":"jo"}}""", "/id")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.gone","data":{"learner":"jo"}}""", "/type")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.left","time":"2026-11-24 10:00","data":{"learner":"jo"}}""", "/time")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.left","time":"2026-12-24T10:00:00Z","data":{"learner":"jo"}}""", "/time")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.left"}""", "/data")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.left","data":[]}""", "/data")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.left","data":{"learner":""}}""", "/data/learner")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.left","data":{"learner":"\ud800"}}""", "/data/learner")]
    [InlineData("""{"data":{"learner":"jo","minutes":"long","activity":"x"},"specversion":"1.0","id":"1","source":"/s","type":"pathway.activity.attended"}""", "/data/minutes")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.activity.attended","data":{"learner":"jo","activity":"x"}}""", "/data/minutes")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.activity.attended","data":{"learner":"jo","activity":"Jo Smith","minutes":5}}""", "/data/activity")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.project.submitted","data":{"activity":"x","learners":[]}}""", "/data/learners")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.feedback.given","data":{"activity":"x","learner":"jo","rating":4.5}}""", "/data/rating")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.enrolled","data":{"learner":"jo","yearGroup":"Jo"}}""", "/data/yearGroup")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"pathway.learner.enrolled","data":{"learner":"jo","yearGroup":3}}""", "/data/yearGroup")]
    [InlineData("""{"specversion":"1.0" """, "")]
    [InlineData("""[]""", "")]
    public async Task Names_the_place_of_a_fault(string body, string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await leeds.SendAsync(Encoding.UTF8.GetBytes(body), CollegeSystem.Single);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(0, problem.GetProperty("index").GetInt32());
        Assert.Contains(
            path,
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Counts_the_one_learner_where_an_event_has_one_and_all_where_it_may_have_many()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await leeds.PostAsync(
            CollegeSystem.Event(
                "1", "pathway.resource.viewed", new { resource = "r", learners = new[] { "a", "b" }, learner = "c" }),
            CollegeSystem.Event("2", "pathway.project.submitted", new { activity = "x", learners = new[] { "a", "b" }, learner = "c" }));
        await app.DrainAsync();

        var keyring = new CollegeKeys(
            (await app.Get<CollegeTable>().FindAsync(CollegeId.Parse("utc-leeds"), TestContext.Current.CancellationToken))!,
            app.Get<Keyring>());
        var counters = (await ReceiveWebhookTests.CountersAsync(app)).ToDictionary(
            counter => counter.Verb, counter => counter.Learners);
        Assert.Equal([keyring.Reference("c").Prefix], counters[FactVerb.Viewed]);
        Assert.Equal(
            LearnerSet.From(new[] { "a", "b", "c" }.Select(learner => keyring.Reference(learner).Prefix)),
            counters[FactVerb.Submitted]);
    }

    [Fact]
    public async Task A_delivery_is_found_by_the_id_it_was_sent_with_and_kept_under_it_only_if_it_is_random()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        string[] ids =
        [
            "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
            "0190163d-8694-739b-aea5-966c26f8ad91",
            "jsmith09",
            "learner-jsmith09-17",
            "evt_learner.jsmith.2009",
        ];
        foreach (var id in ids[..4])
            (await leeds.SendAsync(CollegeSystem.Body(CollegeSystem.Viewed(id)), CollegeSystem.Batch, id)).Dispose();
        await app.DrainAsync();

        var shown = new List<string?>();
        foreach (var id in ids)
        {
            var found = (await app.Manager.GetFromJsonAsync<JsonElement>($"/api/colleges/utc-leeds/deliveries?delivery={id}", TestContext.Current.CancellationToken)).GetProperty("items");
            shown.Add(
                found.EnumerateArray().SingleOrDefault() is { ValueKind: JsonValueKind.Object } item ? item.GetProperty("delivery").GetString() : null);
        }

        Assert.Equal(ids[..2], shown[..2]);
        Assert.All(shown[2..4], name => Assert.Matches("^h_[a-z2-7]{20}$", name));
        Assert.Null(shown[4]);
    }

    [Fact]
    public async Task Drops_and_counts_what_the_contract_does_not_have()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var body = Encoding.UTF8.GetBytes("""
            [{"specversion":"1.0","id":"1","source":"/s","type":"pathway.resource.viewed","subject":"Jo Smith","data":{"resource":"r","learner":"jo","name":"Jo","email":"jo@x","rating":5,"jo@x.example.org":1}},
             {"specversion":"1.0","id":"2","source":"/s","type":"pathway.resource.viewed","subject":"Jo Smith","data":{"resource":"r","learner":{"id":1}, "learner":"jo","name":{"first":["Jo"]}}}]
            """.Replace("""{"id":1}, "learner":""", "", StringComparison.Ordinal));

        using var response = await leeds.SendAsync(body, CollegeSystem.Batch);
        await app.DrainAsync();

        var dropped = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("dropped");
        Assert.Equal(
            ["(other) 1", "email 1", "name 2", "rating 1", "subject 2"],
            dropped.EnumerateObject().Select(field => $"{field.Name} {field.Value}").Order(StringComparer.Ordinal));
        var log = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/colleges/utc-leeds/deliveries", TestContext.Current.CancellationToken);
        Assert.Equal(2, log.GetProperty("items")[0].GetProperty("dropped").GetProperty("name").GetInt32());
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
