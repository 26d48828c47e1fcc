using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Http;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Push;

/// <summary>
/// What Graph posts. It is answered within three seconds whatever storage does, or Graph slows down and then drops notifications:
/// one that cannot be queued in time is left to the timer.
/// </summary>
public sealed partial class GraphNotifications(CalendarPullQueue pulls, ClientState clientState, TimeProvider time, ILogger<GraphNotifications> logger)
{
    private const int Limit = 4 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="read">What an item asks for; null for nothing.</param>
    public async Task<IResult> TakeAsync(HttpRequest request, Func<JsonElement, string?> read, CancellationToken cancellationToken)
    {
        if (request.Query["validationToken"] is [{ Length: > 0 } token])
            return Results.Text(token, "text/plain");
        if (await RequestBody.ReadAsync(request, Limit, cancellationToken) is not { } body)
            return Problem.TooLarge($"The body may have at most {Limit} bytes.");
        if (Wishes(body, read) is not { } wishes)
            return Problem.Invalid("", "A list of notifications is expected.");
        await AskAsync(wishes, cancellationToken);
        return Results.Accepted();
    }

    /// <summary>What a change notification asks for.</summary>
    public static string? OfChange(JsonElement item) => CalendarPullQueue.Changes;

    /// <summary>What a lifecycle notification asks for: the three kinds are three different things.</summary>
    public static string? OfLifecycle(JsonElement item) => item.TryGetProperty("lifecycleEvent", out var kind) && kind.ValueKind == JsonValueKind.String
        ? kind.GetString() switch
        {
            "reauthorizationRequired" => CalendarPullQueue.Renew,
            "subscriptionRemoved" => CalendarPullQueue.Recreate,
            "missed" => CalendarPullQueue.Changes,
            _ => null,
        }
        : null;

    private HashSet<string>? Wishes(ReadOnlyMemory<byte> body, Func<JsonElement, string?> read)
    {
        try
        {
            using var document = JsonInput.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("value", out var items) || items.ValueKind != JsonValueKind.Array)
                return null;
            return [.. items.EnumerateArray().Where(IsOurs).Select(read).OfType<string>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsOurs(JsonElement item)
    {
        var known = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("clientState", out var state) && state.ValueKind == JsonValueKind.String && clientState.IsOurs(state.GetString());
        if (!known)
            Log.Stranger(logger);
        return known;
    }

    private async Task AskAsync(HashSet<string> wishes, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            foreach (var wish in wishes)
                await pulls.AskAsync(wish, either.Token);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            Log.LeftToTimer(logger, outage);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "NotificationFromStranger", Message = "A notification without the word agreed with Graph was ignored")]
        public static partial void Stranger(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "NotificationLeftToTimer", Message = "A notification could not be queued in time; the timer finds the change")]
        public static partial void LeftToTimer(ILogger logger, Exception outage);
    }
}
