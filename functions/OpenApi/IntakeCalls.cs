using Pathway.Functions.Webhooks.Caliper;
using Pathway.Functions.Webhooks.Check;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Guide;
using Pathway.Functions.Webhooks.Xapi;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>What a college's systems send.</summary>
internal static class IntakeCalls
{
    private const string Tag = "Facts in";

    private const string Event = """
        { "specversion": "1.0", "id": "1", "source": "/mis", "type": "pathway.resource.viewed",
          "time": "2026-11-24T10:00:00Z",
          "data": { "resource": "welcome", "learner": "jo@utc-leeds.example.org", "minutes": 12 } }
        """;

    private const string Statement = """
        { "actor": { "mbox": "mailto:jo@utc-leeds.example.org" }, "verb": { "id": "http://id.tincanapi.com/verb/viewed" },
          "object": { "id": "https://moodle.utc-leeds.example.org/mod/page/view.php?id=7" }, "timestamp": "2026-11-24T10:00:00Z" }
        """;

    private const string Envelope = """
        { "sensor": "https://lms.utc-leeds.example.org", "sendTime": "2026-11-25T11:59:00.000Z",
          "dataVersion": "http://purl.imsglobal.org/ctx/caliper/v1p2",
          "data": [{ "@context": "http://purl.imsglobal.org/ctx/caliper/v1p2",
            "id": "urn:uuid:f2c5f1f0-0b5b-4b6e-9f63-2f8a2f9b1a10", "type": "ViewEvent", "action": "Viewed",
            "actor": { "id": "https://lms.utc-leeds.example.org/users/554433", "type": "Person" },
            "object": { "id": "https://lms.utc-leeds.example.org/pages/7", "type": "Page" }, "eventTime": "2026-11-24T10:00:00.000Z" }] }
        """;

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ReceiveWebhookFunction.ReceiveWebhook)] = new(Tag, ApiAccess.System, "CloudEvents, one or many")
        {
            Bodies =
            [
                new("application/cloudevents+json", null, Event),
                new("application/cloudevents-batch+json", null, $"[{Event}]"),
            ],
            Answers =
            [
                Json(
                    "Taken, and counted in a moment: the delivery's id, how many events, which fields were dropped.",
                    202),
            ],
        },
        [nameof(ReceiveWebhookFunction.NegotiateWebhook)] = new(Tag, ApiAccess.Anybody, "The CloudEvents handshake")
        {
            Query =
            [
                new("WebHook-Request-Origin", "Who wants to send.", "mis.utc-leeds.example.org") { IsHeader = true },
            ],
            Answers = [Nothing("Whoever is registered may.", 200)],
        },
        [nameof(ReceiveStatementsFunction.ReceiveStatements)] = new(
            Tag, ApiAccess.Platform, "xAPI statements, one or many")
        {
            Query =
            [
                new("X-Experience-API-Version", "The sender's version; xAPI demands it.", "1.0.3") { IsHeader = true },
                new("statementId", "The id of the one statement.", "6690e6c9-3ef0-4ed3-8b37-7f3964730bee")
                {
                    Format = "uuid",
                    Method = "put",
                },
            ],
            Bodies = [new("application/json", null, Statement)],
            Answers = [Json("Their ids, in order."), Nothing("Taken, by PUT.")],
        },
        [nameof(ReceiveStatementsFunction.AboutXapi)] = new(Tag, ApiAccess.Anybody, "Which versions of xAPI are spoken")
        {
            Answers = [Json("The versions.")],
        },
        [nameof(ReceiveCaliperFunction.ReceiveCaliper)] = new(Tag, ApiAccess.Platform, "A Caliper envelope")
        {
            Bodies = [new("application/json", null, Envelope)],
            Answers = [Json("Taken.", 202), Json("Taken.")],
        },
        [nameof(ReceiveWebhookFunction.ExplainWebhook)] = Explained("a webhook's"),
        [nameof(ReceiveStatementsFunction.ExplainXapi)] = Explained("an xAPI endpoint's"),
        [nameof(ReceiveStatementsFunction.ExplainStatements)] = Explained("the statements'"),
        [nameof(ReceiveCaliperFunction.ExplainCaliper)] = Explained("a Caliper endpoint's"),
        [nameof(ServeGuideFunction.ServeGuide)] = new(Tag, ApiAccess.Anybody, "The technician's guide as a page")
        {
            Answers = [new(200, "The page.", null, "text/html")],
        },
        [nameof(TechnicianFunction.CheckOwnSample)] = new(
            Tag, ApiAccess.Platform, "Go or no-go for a call, with the college's password. Nothing is kept")
        {
            Bodies = [new("application/json", null, """{"headers":{},"body":""}""")],
            Answers = [Json<CheckedSample>("What passed, what failed and why.")],
        },
        [nameof(TechnicianFunction.ListOwnDeliveries)] = new(
            Tag, ApiAccess.Platform, "The college's delivery log, with the college's password")
        {
            Answers = [Json("The calls, newest first.")],
        },
    };

    private static ApiCall Explained(string whose) => new(Tag, ApiAccess.Anybody, $"What {whose} address is, in words")
    {
        Answers = [new(200, "In words.", null, "text/plain"), new(405, "In words.", null, "text/plain")],
    };
}
