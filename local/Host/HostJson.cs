using System.Text.Json;

namespace Pathway.LocalHost;

/// <summary>The part of host.json that a local host acts on.</summary>
internal static class HostJson
{
    // An app without the setting has its API under /api.
    private const string DefaultRoutePrefix = "api";

    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static FunctionHostOptions Apply(string json, FunctionHostOptions options)
    {
        try
        {
            var file = JsonSerializer.Deserialize<Document>(json, Lenient);
            if (file?.Version != "2.0")
                throw new FormatException("host.json: version must be \"2.0\".");

            return options with
            {
                RoutePrefix = file.Extensions?.Http?.RoutePrefix ?? DefaultRoutePrefix,
                Queues = Apply(file.Extensions?.Queues ?? new Queues(), options.Queues),
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"host.json: {e.Message}", e);
        }
    }

    private static QueueOptions Apply(Queues settings, QueueOptions queues)
    {
        queues = queues with
        {
            BatchSize = settings.BatchSize ?? queues.BatchSize,
            MaxDequeueCount = settings.MaxDequeueCount ?? queues.MaxDequeueCount,
            VisibilityTimeout = settings.VisibilityTimeout ?? queues.VisibilityTimeout,
            MaxPollingInterval = settings.MaxPollingInterval ?? queues.MaxPollingInterval,
            Base64 = IsBase64(settings.MessageEncoding) ?? queues.Base64,
        };
        return settings.NewBatchThreshold is { } threshold ? queues with { NewBatchThreshold = threshold } : queues;
    }

    private static bool? IsBase64(string? encoding) => encoding?.ToLowerInvariant() switch
    {
        null => null,
        "base64" => true,
        "none" => false,
        _ => throw new FormatException($"host.json: messageEncoding must be base64 or none, not {encoding}."),
    };

    private sealed record Document(string? Version, Extensions? Extensions);

    private sealed record Extensions(Http? Http, Queues? Queues);

    private sealed record Http(string? RoutePrefix);

    private sealed record Queues(
        int? BatchSize = null,
        int? NewBatchThreshold = null,
        int? MaxDequeueCount = null,
        TimeSpan? VisibilityTimeout = null,
        TimeSpan? MaxPollingInterval = null,
        string? MessageEncoding = null);
}
