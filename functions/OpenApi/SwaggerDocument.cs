using System.Text.Json.Nodes;

namespace Pathway.Functions.OpenApi;

/// <summary>
/// The same as OpenAPI 2.0, which is what Power Platform's custom connectors import: one body schema a call, no
/// unions of types, media types beside the call, and servers in three parts.
/// </summary>
internal static class SwaggerDocument
{
    public static JsonObject From(JsonObject document)
    {
        var server = new Uri((string)document["servers"]![0]!["url"]!);
        var paths = new JsonObject();
        foreach (var (path, methods) in document["paths"]!.AsObject())
            paths[path] = new JsonObject(
                methods!.AsObject()
                    .Select(method => KeyValuePair.Create<string, JsonNode?>(method.Key, Operation(method.Value!.AsObject()))));
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = document["info"]!.DeepClone(),
            ["host"] = server.Authority,
            ["basePath"] = "/",
            ["schemes"] = new JsonArray(server.Scheme),
            ["tags"] = document["tags"]!.DeepClone(),
            ["paths"] = paths,
            ["definitions"] = new JsonObject(document["components"]!["schemas"]!.AsObject()
                .Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, Schema(schema.Value)))),
            ["securityDefinitions"] = new JsonObject(document["components"]!["securitySchemes"]!.AsObject()
                .Select(scheme => KeyValuePair.Create<string, JsonNode?>(scheme.Key, Scheme(scheme.Value!.AsObject())))),
        };
    }

    private static JsonObject Operation(JsonObject operation)
    {
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(
            parameter => (JsonNode?)Parameter(parameter!.AsObject()))
            .ToList();
        var (swagger, content) = (new JsonObject(), operation["requestBody"]?["content"]?.AsObject());
        foreach (var name in new[] { "operationId", "tags", "summary", "security" })
            swagger[name] = operation[name]!.DeepClone();
        if (content is not null)
        {
            swagger["consumes"] = new JsonArray([.. content.Select(type => JsonValue.Create(type.Key))]);

            // Several bodies cannot be told apart here: the first is the one to send.
            parameters.Add(
                new JsonObject
                {
                    ["name"] = "body",
                    ["in"] = "body",
                    ["required"] = true,
                    ["schema"] = Schema(content.First().Value!["schema"]),
                });
        }

        if (parameters.Count > 0)
            swagger["parameters"] = new JsonArray([.. parameters]);
        var responses = operation["responses"]!.AsObject();
        var types = responses
            .SelectMany(response => response.Value!["content"]?.AsObject().Select(type => type.Key) ?? [])
            .Distinct(StringComparer.Ordinal);
        swagger["produces"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
        swagger["responses"] = new JsonObject(
            responses.Select(response => KeyValuePair.Create<string, JsonNode?>(response.Key, Response(response.Value!.AsObject()))));
        return swagger;
    }

    private static JsonObject Response(JsonObject response)
    {
        var swagger = new JsonObject { ["description"] = response["description"]!.DeepClone() };
        if (response["content"]?.AsObject() is { } content)
            swagger["schema"] = Schema(content.First().Value!["schema"]);
        return swagger;
    }

    private static JsonObject Parameter(JsonObject parameter)
    {
        var swagger = new JsonObject
        {
            ["name"] = parameter["name"]!.DeepClone(),
            ["in"] = parameter["in"]!.DeepClone(),
            ["required"] = parameter["required"]!.DeepClone(),
        };
        if (parameter["description"] is { } words)
            swagger["description"] = words.DeepClone();
        foreach (var (name, value) in parameter["schema"]!.AsObject())
            swagger[name] = value!.DeepClone();
        return swagger;
    }

    private static JsonObject Scheme(JsonObject scheme) => (string?)scheme["scheme"] switch
    {
        "basic" => new JsonObject { ["type"] = "basic", ["description"] = scheme["description"]!.DeepClone() },
        "bearer" =>
            new JsonObject
            {
                ["type"] = "apiKey",
                ["in"] = "header",
                ["name"] = "Authorization",
                ["description"] = $"Bearer and: {scheme["description"]}",
            },
        _ => scheme.DeepClone().AsObject(),
    };

    /// <summary>
    /// Without what 2.0 does not know: several types are the first of them, and a schema that takes everything is
    /// empty.
    /// </summary>
    private static JsonNode Schema(JsonNode? schema)
    {
        if (schema is not JsonObject members)
            return schema is JsonValue or null ? new JsonObject() : schema.DeepClone();
        var swagger = new JsonObject();
        foreach (var (name, value) in members)
        {
            switch (name)
            {
                case "$ref":
                    swagger[name] = ((string)value!).Replace(
                        "#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
                    break;
                case "type" when value is JsonArray types:
                    swagger[name] = (string)types.First(type => (string?)type != "null")!;
                    swagger["x-nullable"] = types.Any(type => (string?)type == "null");
                    break;
                case "enum":
                    swagger[name] = new JsonArray(
                        [.. value!.AsArray().Where(item => item is not null).Select(item => item!.DeepClone())]);
                    break;
                case "properties":
                    swagger[name] = new JsonObject(
                        value!.AsObject().Select(member => KeyValuePair.Create<string, JsonNode?>(member.Key, Schema(member.Value))));
                    break;
                case "items":
                    swagger[name] = Schema(value);
                    break;
                case "additionalProperties":
                    swagger[name] = value is JsonObject ? Schema(value) : value!.DeepClone();
                    break;
                case "default" when value is null:
                    break;
                default:
                    swagger[name] = value!.DeepClone();
                    break;
            }
        }

        return swagger;
    }
}
