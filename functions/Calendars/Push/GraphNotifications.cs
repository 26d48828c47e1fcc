using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Http;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Push;

/// <summary>
/// What Graph posts. It is answered within three seconds whatever storage does, or Graph slows down and then drops
/// notifications: one that cannot be queued in time is answered 503, and Graph sends it again for hours; the timer
/// finds the change besides.
/// </summary>
public sealed partial class GraphNotifications(
    CalendarPullQueue pulls, ClientState clientState, TimeProvider time, ILogger<GraphNotifications> logger)
{
    private const int Limit = 4 * 1024 * 1024;

    // More than Graph puts into one call; whoever sends more gets no more work done for it.
    private const int MostItems = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <param name="request">Graph's, or anybody's.</param>
    /// <param name="read">What an item asks for; null for nothing.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<IResult> ReceiveAsync(
        HttpRequest request, Func<JsonElement, string?> read, CancellationToken cancellationToken)
    {
        if (request.Query["validationToken"] is [{ Length: > 0 } token])
            return Results.Text(token, "text/plain");
        if (await RequestBody.ReadAsync(request, Limit, cancellationToken) is not { } body)
            return Problem.TooLarge($"The body may have at most {Limit} bytes.");
        if (Read(body, read) is not { } wishes)
            return Problem.Invalid("", "A list of notifications is expected.");
        return await SendAsync(wishes, cancellationToken)
            ? Results.Accepted()
            : Problem.Unavailable("The notification could not be kept.", RetryAfter);
    }

    /// <summary>What a change notification asks for.</summary>
    public static string? ReadChange(JsonElement item) => CalendarPullQueue.Changes;

    /// <summary>What a lifecycle notification asks for: the three kinds are three different things.</summary>
    public static string? ReadLifecycle(JsonElement item) => Text(item, "lifecycleEvent") switch
    {
        "reauthorizationRequired" => CalendarPullQueue.Renew,
        "subscriptionRemoved" => CalendarPullQueue.Recreate,
        "missed" => CalendarPullQueue.Changes,
        _ => null,
    };

    private HashSet<string>? Read(ReadOnlyMemory<byte> body, Func<JsonElement, string?> read)
    {
        try
        {
            using var document = JsonInput.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("value", out var items) || items.ValueKind != JsonValueKind.Array)
                return null;

            var looked = items.EnumerateArray().Take(MostItems).ToList();
            var ours = looked.Where(IsOurs).ToList();
            if (ours.Count < looked.Count)
                Log.Stranger(logger, looked.Count - ours.Count, items.GetArrayLength());
            return [.. ours.Select(item => Wish(item, read(item))).OfType<string>()];
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The latter where a name is no text: half a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }

    /// <summary>A mark that no mailbox has asks for nothing: who reads it finds none.</summary>
    private static string? Wish(JsonElement item, string? wish) =>
        wish is null ? null : CalendarPullQueue.At(wish, ClientState.MarkIn(Text(item, "clientState")));

    private bool IsOurs(JsonElement item) => clientState.IsOurs(Text(item, "clientState"));

    /// <summary>A member's text; null where it is none, or none that can be read.</summary>
    private static string? Text(JsonElement item, string name)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty(name, out var member)
                && member.ValueKind == JsonValueKind.String
                ? member.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<bool> SendAsync(HashSet<string> wishes, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            foreach (var wish in wishes)
                await pulls.SendAsync(wish, either.Token);
            return true;
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            Log.NotQueued(logger, outage);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            EventName = "NotificationFromStranger",
            Message = "{Count} of the first notifications of {All} came without the word agreed with Graph and were ignored")]
        public static partial void Stranger(ILogger logger, int count, int all);

        [LoggerMessage(
            Level = LogLevel.Warning,
            EventName = "NotificationNotQueued",
            Message = "A notification could not be queued in time; Graph is asked to send it again")]
        public static partial void NotQueued(ILogger logger, Exception outage);
    }
}
