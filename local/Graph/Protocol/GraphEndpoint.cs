using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>Everything below <c>/v1.0</c>: who may call, how many at once, what goes wrong, what is written down.</summary>
internal sealed class GraphEndpoint(Exchange exchange, RouteTable routes, Journal journal, TimeProvider time)
{
    public const string Prefix = "/v1.0";

    private readonly MailboxConcurrency concurrency = new();
    private long received;

    /// <summary>The draws of <see cref="SimulatorModes.Seed"/>; replaced whenever the modes are set.</summary>
    public Chance Chance { get; set; } = new(0);

    public async Task AnswerAsync(HttpContext context)
    {
        var call = await ReadAsync(context.Request);
        var requestId = DerivedIds.Guid($"request {exchange.Stamp} {Interlocked.Increment(ref received)}").ToString();
        var clientRequestId = call.Header("client-request-id") ?? requestId;
        var fate = Chance.Next();
        GraphAnswer answer;
        try
        {
            answer = await DecideAsync(call, fate, context.RequestAborted);
        }
        catch (GraphErrorException error)
        {
            answer = GraphAnswer.Error(error, time.GetUtcNow(), requestId, clientRequestId);
            if (error.Status is 429 or 503 or 504 && exchange.Modes.RetryAfterSeconds is { } seconds)
                answer.Headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var dropped = call.Method != "GET" && answer.Status < 400 && fate.Drop < exchange.Modes.DropAfterCommitPercent;
        var text = answer.Body?.ToJsonString(Json.Options);
        journal.Add(Entry(call, context.Request, answer.Status, dropped), call.Body, text);
        if (dropped)
            context.Abort();
        else
            await WriteAsync(context.Response, answer, text, requestId, clientRequestId, Preferences(call));
    }

    /// <summary>Runs a call that has already been let in: alone or as an item of a batch.</summary>
    public async Task<GraphAnswer> RunAsync(GraphCall call, CancellationToken cancellation)
    {
        var (handler, matched) = routes.Find(call);
        Protocol.Preferences.Of(matched);
        return await handler(matched, cancellation);
    }

    private async Task<GraphAnswer> DecideAsync(GraphCall call, Chance.Fate fate, CancellationToken cancellation)
    {
        if (call.Header("Authorization") is not { } authorization || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || authorization.Length < 8)
            throw new GraphErrorException(401, "InvalidAuthenticationToken", "Access token is empty.");

        using var place = concurrency.Enter(call.Path);
        var modes = exchange.Modes;
        if (modes.LatencyMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(modes.LatencyMs), time, cancellation);
        if (fate.Throttle < modes.ThrottlePercent)
            throw new GraphErrorException(429, fate.GatewayTimeout ? "ApplicationThrottled" : "TooManyRequests", "Application is over its MailboxConcurrency limit.");
        if (fate.ServerError < modes.ServerErrorPercent)
        {
            throw fate.GatewayTimeout
                ? new GraphErrorException(504, "GatewayTimeout", "The server, while acting as a proxy, did not receive a timely response.")
                : new GraphErrorException(503, "ServiceUnavailable", "The service is temporarily unavailable.");
        }

        return await RunAsync(call, cancellation);
    }

    private static string? Preferences(GraphCall call)
    {
        try
        {
            return Protocol.Preferences.Of(call).Applied;
        }
        catch (GraphErrorException)
        {
            return null; // An unknown time zone was the answer already.
        }
    }

    private async Task<GraphCall> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        return new GraphCall
        {
            Method = request.Method.ToUpperInvariant(),
            Path = request.Path.Value![Prefix.Length..],
            Base = $"{request.Scheme}://{request.Host}{Prefix}",
            Query = QueryOf(request.Query.Select(option => KeyValuePair.Create(option.Key, option.Value.ToString()))),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.Length == 0 ? null : body,
            At = time.GetUtcNow(),
        };
    }

    public static Dictionary<string, string> QueryOf(IEnumerable<KeyValuePair<string, string>> options)
    {
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in options)
            query[name.TrimStart('$')] = value;
        return query;
    }

    private static JournalEntry Entry(GraphCall call, HttpRequest request, int status, bool dropped)
    {
        var headers = call.Headers.ToDictionary(
            header => header.Key,
            header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? "Bearer (not kept)" : header.Value);
        return new JournalEntry(0, call.At, call.Method, Prefix + call.Path, request.QueryString.Value ?? "", headers, null, status, null, dropped);
    }

    private static async Task WriteAsync(HttpResponse response, GraphAnswer answer, string? text, string requestId, string clientRequestId, string? applied)
    {
        response.StatusCode = answer.Status;
        response.Headers["request-id"] = requestId;
        response.Headers["client-request-id"] = clientRequestId;
        if (applied is not null)
            response.Headers["Preference-Applied"] = applied;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        if (text is null)
            return;

        response.ContentType = "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8";
        await response.WriteAsync(text, response.HttpContext.RequestAborted);
    }
}
