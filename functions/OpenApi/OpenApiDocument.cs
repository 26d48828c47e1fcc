using System.Text.Json.Nodes;

namespace Pathway.Functions.OpenApi;

/// <summary>
/// The API as OpenAPI 3.1 has it: routes from the triggers, schemas from the types, words and examples from
/// <see cref="ApiCalls"/>.
/// </summary>
internal sealed class OpenApiDocument(string programme, string address)
{
    private readonly ApiSchemas schemas = new();

    public JsonObject Build()
    {
        var paths = new JsonObject();
        foreach (var routes in ApiRoute.All.GroupBy(route => route.Path, StringComparer.Ordinal))
            paths[routes.Key] = new JsonObject(
                routes.Select(route => KeyValuePair.Create<string, JsonNode?>(route.Method, Operation(route))));
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = programme,
                ["version"] = "1",
                ["description"] = "What a manager, a coordinator and a college's systems may ask of the programme. "
                    + "Lists page with `after`; a problem names the field.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = address.TrimEnd('/') }),
            ["tags"] = new JsonArray(
            [
                .. ApiCalls.All.Values.Select(call => call.Tag)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(tag => new JsonObject { ["name"] = tag }),
            ]),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["securitySchemes"] = ApiSecurity.Schemes(), ["schemas"] = schemas.Components },
        };
    }

    private JsonObject Operation(ApiRoute route)
    {
        // A function nobody has described is there all the same: the test that misses it is the place to complain.
        var call = ApiCalls.All.GetValueOrDefault(route.Function)
            ?? new ApiCall("Other", ApiAccess.Manager, route.Function);
        var operation = new JsonObject
        {
            ["operationId"] = route.Id,
            ["tags"] = new JsonArray(call.Tag),
            ["summary"] = call.Summary,
            ["security"] = ApiSecurity.SchemesFor(call.Access),
        };
        var parameters = route.Parameters.Select(Path)
            .Concat(call.Query.Where(query => query.Method is null || query.Method == route.Method).Select(Query))
            .ToArray<JsonNode?>();
        if (parameters.Length > 0)
            operation["parameters"] = new JsonArray(parameters);
        if (call.Bodies.Count > 0)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject(
                    call.Bodies.Select(body => KeyValuePair.Create<string, JsonNode?>(body.MediaType, Content(route, body)))),
            };
        var responses = new JsonObject();
        foreach (var answers in call.Answers.GroupBy(answer => answer.Status))
            responses[$"{answers.Key}"] = Response([.. answers]);
        responses["default"] = new JsonObject
        {
            ["description"] = "A problem in words.",
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject { ["schema"] = schemas.Reference("Problem", ApiSecurity.Problem) },
            },
        };
        operation["responses"] = responses;
        return operation;
    }

    private JsonObject Content(ApiRoute route, ApiBody body) => new()
    {
        ["schema"] = body.Type is null
            ? Plain(body.IsJson, body.Example)
            : schemas.Request(
                body, body.MediaType == Http.MergePatch.MediaType ? route.Id : ApiSchemas.NameOf(body.Type)),
        ["example"] = body.IsJson ? JsonNode.Parse(body.Example) : body.Example,
    };

    private JsonObject Response(IReadOnlyList<ApiAnswer> answers)
    {
        var response = new JsonObject
        {
            ["description"] = string.Join(" ", answers.Select(answer => answer.Words).Distinct(StringComparer.Ordinal)),
        };
        var content = answers.Where(answer => answer.MediaType is not null)
            .Select(answer => KeyValuePair.Create<string, JsonNode?>(
                answer.MediaType!,
                new JsonObject
                {
                    ["schema"] = answer.Type is null
                        ? Plain(answer.MediaType!.EndsWith("json", StringComparison.Ordinal), "{")
                        : schemas.Answer(answer.Type),
                }))
            .ToList();
        if (content.Count > 0)
            response["content"] = new JsonObject(content);
        return response;
    }

    private static JsonObject Plain(bool isJson, string example) => isJson
        ? example.StartsWith('[')
            ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } }
            : new JsonObject
            {
                ["type"] = "object",
            }
        : new JsonObject { ["type"] = "string" };

    private static JsonObject Path((string Name, string Example) parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = "path",
        ["required"] = true,
        ["schema"] = new JsonObject { ["type"] = "string" },
        ["example"] = parameter.Example,
    };

    private static JsonObject Query(ApiQuery query)
    {
        var schema = new JsonObject { ["type"] = query.Type };
        if (query.Format is not null)
            schema["format"] = query.Format;
        if (query.MaxLength is { } longest)
            schema["maxLength"] = longest;
        if (query.Values.Count > 0)
            schema["enum"] = new JsonArray([.. query.Values.Select(value => JsonValue.Create(value))]);
        var parameter = new JsonObject
        {
            ["name"] = query.Name,
            ["in"] = query.IsHeader ? "header" : "query",
            ["required"] = false,
            ["description"] = query.Words,
            ["schema"] = schema,
        };
        if (query.Example is not null)
            parameter["example"] = query.Type == "boolean" ? JsonValue.Create(query.Example == "true") : query.Example;
        return parameter;
    }
}
