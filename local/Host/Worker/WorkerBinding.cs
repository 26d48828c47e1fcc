using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Worker.Rpc;

namespace Pathway.LocalHost.Worker;

/// <summary>A function's trigger as the worker describes it in its metadata.</summary>
internal sealed record WorkerBinding(string Name, string Type)
{
    private static readonly JsonSerializerOptions Lenient = new(
        JsonSerializerDefaults.Web)
    { Converters = { new JsonStringEnumConverter() } };

    public AuthorizationLevel AuthLevel { get; init; } = AuthorizationLevel.Function;

    public IReadOnlyList<string>? Methods { get; init; }

    public string? Route { get; init; }

    public string QueueName { get; init; } = "";

    public string? Connection { get; init; }

    public string Schedule { get; init; } = "";

    public bool UseMonitor { get; init; } = true;

    public bool RunOnStartup { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Properties { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Its parameter takes the message with all that is known about it, not only the text.</summary>
    public bool SupportsDeferredBinding => Properties.Any(property =>
        string.Equals(property.Key, "supportsDeferredBinding", StringComparison.OrdinalIgnoreCase)
        && string.Equals(property.Value.ToString(), bool.TrueString, StringComparison.OrdinalIgnoreCase));

    /// <summary>The one trigger of a function; null when there is none.</summary>
    public static WorkerBinding? TriggerOf(RpcFunctionMetadata function) => function.RawBindings
        .Select(static json => JsonSerializer.Deserialize<WorkerBinding>(json, Lenient))
        .FirstOrDefault(
            static binding => binding?.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase) == true);
}
