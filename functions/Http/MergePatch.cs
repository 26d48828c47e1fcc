using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Http;

/// <summary>
/// A JSON merge patch (RFC 7396): what a member names is changed, null takes it away, a list is replaced as a whole,
/// and what is not named stays. Applied to what GET answers, so that whoever changes one thing need not know the
/// rest.
/// </summary>
public sealed class MergePatch
{
    public const string MediaType = "application/merge-patch+json";

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = PathwayJson.Strict.MaxDepth,
        AllowDuplicateProperties = false,
    };

    private readonly JsonObject changes;

    private MergePatch(JsonObject changes)
    {
        this.changes = changes;
    }

    /// <summary>The patch in a request's body, or the problem to answer with.</summary>
    /// <exception cref="CutBodyException">The body is not what its headers say.</exception>
    public static async Task<(MergePatch? Patch, IResult? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return (null, Problem.UnsupportedMediaType($"Send {MediaType} or application/json."));
        if (await RequestBody.ReadAsync(request, RequestBody.ManagementLimit, cancellationToken) is not { } body)
            return (null, Problem.TooLarge($"The body may have at most {RequestBody.ManagementLimit} bytes."));
        try
        {
            using var input = JsonInput.Parse(body);
            return JsonNode.Parse(input.RootElement.GetRawText(), documentOptions: Strict) is JsonObject changes
                ? (new MergePatch(changes), null)
                : (null, Problem.Invalid("", "A JSON object is expected: the members to change."));
        }
        catch (JsonException fault)
        {
            return (null, Problem.Invalid([JsonFault.From(fault)]));
        }
    }

    /// <summary>Whether the patch names this member and would make it something else than it is.</summary>
    public bool Changes(string member, string value) =>
        changes.TryGetPropertyValue(member, out var node)
            && !(node is JsonValue text && text.TryGetValue<string>(out var same) && same == value);

    /// <summary>The request that makes <paramref name="view"/> what the patch says, or the problem to answer with.</summary>
    public (T? Request, IResult? Problem) ApplyTo<T>(object view)
        where T : class
    {
        var target = JsonSerializer.SerializeToNode(view, PathwayJson.Plain)!.AsObject();
        Merge(target, changes);
        try
        {
            return (target.Deserialize<T>(PathwayJson.Strict), null);
        }
        catch (JsonException fault)
        {
            return (null, Problem.Invalid([JsonFault.From(fault)]));
        }
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, change) in patch)
        {
            if (change is null)
            {
                target.Remove(name);
            }
            else if (change is JsonObject members)
            {
                if (target[name] is not JsonObject inner)
                    target[name] = inner = [];
                Merge(inner, members);
            }
            else
            {
                target[name] = change.DeepClone();
            }
        }
    }
}
