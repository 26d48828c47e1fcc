using System.Text.Json;

namespace Pathway.LocalHost;

/// <summary>The part of host.json that a local host acts on.</summary>
internal static class HostJson
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    // An app without the setting has its API under /api.
    private const string DefaultRoutePrefix = "api";

    public static FunctionHostOptions Apply(string json, FunctionHostOptions options)
    {
        var extensions = Parse(json).Extensions;
        var queues = extensions?.Queues;
        return options with
        {
            RoutePrefix = extensions?.Http?.RoutePrefix ?? DefaultRoutePrefix,
            Queues = options.Queues with
            {
                BatchSize = Within(1, 32, queues?.BatchSize, "batchSize") ?? options.Queues.BatchSize,
                NewBatchThreshold = Within(0, 1000, queues?.NewBatchThreshold, "newBatchThreshold") ?? options.Queues.NewBatchThreshold,
                MaxDequeueCount = Within(1, 1000, queues?.MaxDequeueCount, "maxDequeueCount") ?? options.Queues.MaxDequeueCount,
                VisibilityTimeout = Within(TimeSpan.Zero, TimeSpan.FromDays(7), queues?.VisibilityTimeout, "visibilityTimeout") ?? options.Queues.VisibilityTimeout,
                MaxPollingInterval = Within(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), queues?.MaxPollingInterval, "maxPollingInterval") ?? options.Queues.MaxPollingInterval,
                Base64 = Encoding(queues?.MessageEncoding) ?? options.Queues.Base64,
            },
        };
    }

    private static File Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<File>(json, Lenient) is { Version: "2.0" } file
                ? file
                : throw new FormatException("host.json: version must be \"2.0\".");
        }
        catch (JsonException e)
        {
            throw new FormatException($"host.json: {e.Message}", e);
        }
    }

    private static T? Within<T>(T least, T most, T? value, string name)
        where T : struct, IComparable<T>
        => value is not { } given || (given.CompareTo(least) >= 0 && given.CompareTo(most) <= 0)
            ? value
            : throw new FormatException($"host.json: extensions.queues.{name} must be from {least} to {most}, not {given}.");

    private static bool? Encoding(string? name) => name?.ToLowerInvariant() switch
    {
        null => null,
        "base64" => true,
        "none" => false,
        _ => throw new FormatException($"host.json: extensions.queues.messageEncoding must be base64 or none, not {name}."),
    };

    private sealed record File(string? Version, Extensions? Extensions);

    private sealed record Extensions(Http? Http, Queues? Queues);

    private sealed record Http(string? RoutePrefix);

    private sealed record Queues(
        int? BatchSize,
        int? NewBatchThreshold,
        int? MaxDequeueCount,
        TimeSpan? VisibilityTimeout,
        TimeSpan? MaxPollingInterval,
        string? MessageEncoding);
}
