using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace Pathway.Functions.Http.Requests;

/// <summary>
/// HEAD is answered wherever GET is, as GET without a body (RFC 9110, 9.3.2): the server leaves the body out, and the functions need
/// not name the method one by one.
/// </summary>
public sealed class HeadAsGet : IFunctionMetadataTransformer
{
    private const string Get = "get";
    private const string Head = "head";

    public string Name => nameof(HeadAsGet);

    public void Transform(IList<IFunctionMetadata> original)
    {
        foreach (var bindings in original.Select(function => function.RawBindings).OfType<IList<string>>())
        {
            for (var i = 0; i < bindings.Count; i++)
                bindings[i] = WithHead(bindings[i]);
        }
    }

    private static string WithHead(string binding)
    {
        if (!binding.Contains("httpTrigger", StringComparison.OrdinalIgnoreCase)
            || JsonNode.Parse(binding) is not JsonObject trigger
            || trigger["methods"] is not JsonArray methods)
            return binding;
        var named = methods.Select(method => method?.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!named.Contains(Get) || named.Contains(Head))
            return binding;
        methods.Add((JsonNode)Head);
        return trigger.ToJsonString();
    }
}
