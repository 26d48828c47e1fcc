using System.Text.Json.Nodes;

namespace Pathway.Functions.OpenApi;

/// <summary>How calls are opened, and what they answer when they are not.</summary>
internal static class ApiSecurity
{
    public static JsonObject Schemes() => new()
    {
        ["signIn"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "A token of the programme's tenant for this app, with the role Programme.Manager or College.Coordinator.",
        },
        ["collegePassword"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "basic",
            ["description"] = "The college's id and its xAPI password.",
        },
        ["collegeToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "The college's xAPI password." },
        ["signature"] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "webhook-signature",
            ["description"] = "Standard Webhooks: HMAC-SHA256 over webhook-id.webhook-timestamp.body "
                + "with the college's webhook secret; webhook-id and webhook-timestamp go with it.",
        },
    };

    /// <summary>Any one of them opens the call; none are needed where the list is empty.</summary>
    public static JsonArray SchemesFor(ApiAccess access) =>
        new([.. Names(access).Select(name => new JsonObject { [name] = new JsonArray() })]);

    public static JsonNode Problem() => new JsonObject
    {
        ["type"] = "object",
        ["description"] = "RFC 9457. errors names each place as a JSON Pointer, in a file with line and column.",
        ["properties"] = new JsonObject
        {
            ["type"] = Text(),
            ["title"] = Text(),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Text(),
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["path"] = Text(),
                        ["reason"] = Text(),
                        ["line"] = new JsonObject { ["type"] = "integer" },
                        ["column"] = Text(),
                    },
                },
            },
        },
    };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static string[] Names(ApiAccess access) => access switch
    {
        ApiAccess.Manager or ApiAccess.Reader => ["signIn"],
        ApiAccess.System => ["signature", "collegePassword", "collegeToken"],
        ApiAccess.Platform => ["collegePassword", "collegeToken"],
        _ => [],
    };
}
