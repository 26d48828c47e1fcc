using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathway.Chaos.Fuzz;

/// <summary>What each function would like to be sent: where mutation begins.</summary>
/// <param name="ContentType">With it.</param>
/// <param name="Json">The body, when it is JSON.</param>
/// <param name="Text">The body otherwise.</param>
internal sealed record SampleBody(string ContentType, JsonNode? Json, string Text = "")
{
    private const string Plain = "application/json";

    public byte[] Bytes => Encoding.UTF8.GetBytes(Json?.ToJsonString() ?? Text);

    /// <param name="function">Its name.</param>
    /// <param name="learner">An identifier for wherever the body names a learner.</param>
    public static SampleBody For(string function, string learner) => function switch
    {
        "ReceiveWebhook" or "CheckSample" => new(
            "application/cloudevents-batch+json",
            new JsonArray(Event(learner, "pathway.resource.viewed"), Event(learner, "pathway.learner.enrolled"))),
        "ReceiveStatements" => new(Plain, new JsonArray(Statement(learner))),
        "ReceiveCaliper" => new(Plain, Envelope(learner)),
        "PutCollege" or "CreateCollege" => new(
            Plain,
            Node(new { name = "UTC Fuzz", contacts = new[] { "head@utc-fuzz.example.org" }, audience = new[] { "staff@utc-fuzz.example.org" }, emailDomains = new[] { "utc-fuzz.example.org" } })),
        "PutActivity" => new(Plain, Activity()),
        "CreateResource" => new(
            Plain,
            Node(new { title = "A worksheet", kind = "worksheet", fileName = "sheet.md", contentType = "text/markdown", summary = "", tags = new[] { "heart" } })),
        "CreateVersion" => new(Plain, Node(new { fileName = "sheet.md", contentType = "text/markdown" })),
        "CreateLink" => new(Plain, Node(new { college = "utc-fuzz-1", expires = "2030-01-01T00:00:00Z" })),
        "ResendDigest" => new(Plain, Node(new { reason = "asked for" })),
        "GraphNotifications" or "GraphLifecycle" => new(Plain, Notification()),
        "ImportActivities" => new(
            "text/csv",
            null,
            "id,kind,title,description,employer,start,end\nfuzz-1,masterclass,Fuzz,,PulseWorks,2030-01-10 14:00,2030-01-10 15:00\n"),
        "PutContent" or "UploadContent" => new("text/markdown", null, "# A worksheet\n"),
        _ => new(Plain, Node(new { college = "utc-fuzz-1", learner, reason = "why", ids = new[] { "fuzz-1" }, activity = "fuzz-1" })),
    };

    /// <summary>Every learner's identifier in it is one of these members.</summary>
    public static JsonNode Event(string learner, string type) => Node(new
    {
        specversion = "1.0",
        id = "e-1",
        source = "https://mis.utc-fuzz.example.org/events",
        type,
        time = "2026-11-20T10:00:00Z",
        datacontenttype = "application/json",
        data = new { learner, resource = "https://moodle.example.org/mod/page/view.php?id=3", minutes = 3 },
    });

    private static JsonNode Statement(string learner) => Node(new
    {
        actor = new { objectType = "Agent", mbox = $"mailto:{learner}" },
        verb = new { id = "http://adlnet.gov/expapi/verbs/completed", display = new { en = "completed" } },
        @object = new { objectType = "Activity", id = "https://moodle.example.org/mod/page/view.php?id=3" },
        result = new { duration = "PT5M", score = new { scaled = 0.5 } },
        timestamp = "2026-11-20T10:00:00Z",
    });

    private static JsonNode Envelope(string learner) => Node(new
    {
        sensor = "https://moodle.example.org/sensor",
        sendTime = "2026-11-20T10:00:00.000Z",
        dataVersion = "http://purl.imsglobal.org/ctx/caliper/v1p1",
        data = new[]
        {
            new
            {
                id = "urn:uuid:27734504-068d-4596-861c-2315be33a2a2",
                type = "ViewEvent",
                actor = new { id = $"mailto:{learner}", type = "Person" },
                action = "Viewed",
                @object = new { id = "https://moodle.example.org/mod/page/view.php?id=3", type = "WebPage" },
                eventTime = "2026-11-20T10:00:00.000Z",
            },
        },
    });

    private static JsonNode Activity() => Node(new
    {
        kind = "project",
        title = "Fuzz",
        description = "What it is about.",
        employer = "PulseWorks",
        start = "2030-01-10T14:00:00",
        end = "2030-01-10T15:00:00",
        timeZone = "Europe/London",
        online = false,
        audience = new[] { "utc-fuzz-1" },
        milestones = new[] { new { title = "Briefing", at = "2030-01-10T14:10:00" } },
        aliases = new[] { "https://moodle.example.org/course/view.php?id=9" },
    });

    private static JsonNode Notification() => Node(new
    {
        value = new[] { new { subscriptionId = "s-1", clientState = "state", changeType = "updated", resource = "Users/u/Events/e", lifecycleEvent = "reauthorizationRequired", resourceData = new { id = "e-1" } } },
    });

    private static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value)!;
}
