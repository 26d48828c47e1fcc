using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>Everything below <c>/v1.0</c>: who may call, how many at once, what goes wrong, what is written down.</summary>
internal sealed class GraphEndpoint
{
    public const string Prefix = "/v1.0";

    private readonly MailboxLimits limits;
    private Chance chance;
    private readonly Exchange exchange;
    private readonly RouteTable routes;
    private readonly Journal journal;
    private readonly TimeProvider time;
    private long received;

    public GraphEndpoint(Exchange exchange, RouteTable routes, Journal journal, TimeProvider time)
    {
        (this.exchange, this.routes, this.journal, this.time) = (exchange, routes, journal, time);
        limits = new MailboxLimits(time);
        chance = new Chance(exchange.Modes.Seed);
        routes.Map("POST", "/$batch", new Batch(AnswerAsync).AnswerAsync);
    }

    /// <summary>As after a start: no draw made, no request counted.</summary>
    public void Restart()
    {
        chance = new Chance(exchange.Modes.Seed);
        limits.Restart();
    }

    public async Task HandleAsync(HttpContext context)
    {
        var call = await ReadAsync(context.Request);
        var answer = await AnswerAsync(call, context.RequestAborted);
        var dropped = call.Method != "GET"
            && answer.Status < 400
            && chance.Drops(exchange.Modes.DropAfterCommitPercent);
        var text = answer.Body?.ToJsonString(Json.Options);
        journal.Add(Entry(call, context.Request, answer.Status, dropped), call.Body, text);
        if (dropped)
            context.Abort();
        else
            await WriteAsync(context.Response, answer, text, context.RequestAborted);
    }

    /// <summary>A call alone, or an item of a batch.</summary>
    private async Task<GraphAnswer> AnswerAsync(GraphCall call, CancellationToken cancellation)
    {
        var requestId = DerivedIds.Guid($"request {exchange.Stamp} {Interlocked.Increment(ref received)}").ToString();
        var clientRequestId = call.Header("client-request-id") ?? requestId;
        var answer = await ResultAsync(call, requestId, clientRequestId, cancellation);
        answer.Headers["request-id"] = requestId;
        answer.Headers["client-request-id"] = clientRequestId;
        return answer;
    }

    private async Task<GraphAnswer> ResultAsync(
        GraphCall call, string requestId, string clientRequestId, CancellationToken cancellation)
    {
        try
        {
            var answer = await AdmitAsync(call, chance.Next(), cancellation);
            if (Preferences.From(call).Applied is { } applied)
                answer.Headers["Preference-Applied"] = applied;
            return answer;
        }
        catch (GraphErrorException error)
        {
            var answer = GraphAnswer.Error(error, time.GetUtcNow(), requestId, clientRequestId);
            if (error.Status is 429 or 503 or 504 && exchange.Modes.RetryAfterSeconds is { } seconds)
                answer.Headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
            return answer;
        }
    }

    private async Task<GraphAnswer> AdmitAsync(GraphCall call, Chance.Fate fate, CancellationToken cancellation)
    {
        if (call.Header("Authorization") is not { } authorization
            || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || authorization.Length < 8)
            throw new GraphErrorException(401, "InvalidAuthenticationToken", "Access token is empty.");

        // The place is given back before the answer is written: who has the answer may ask again at once.
        var modes = exchange.Modes;
        using var place = limits.Enter(call.Path, modes.RequestsPerTenMinutes);
        if (modes.LatencyMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(modes.LatencyMs), time, cancellation);
        if (fate.Throttle < modes.ThrottlePercent || IsThrottled(call.Path, modes))
            throw new GraphErrorException(
                429,
                fate.Either ? "ApplicationThrottled" : "TooManyRequests",
                "Application is over its request limit.");
        if (fate.ServerError < modes.ServerErrorPercent)
        {
            throw fate.Either
                ? new GraphErrorException(
                    504, "GatewayTimeout", "The server, while acting as a proxy, did not receive a timely response.")
                : new GraphErrorException(503, "ServiceUnavailable", "The service is temporarily unavailable.");
        }

        QueryOptions.Check(call);
        var (handler, matched) = routes.Find(
            call with { MeetsConflict = fate.Conflict < modes.ConflictPercent, LargestPage = modes.LargestPage });
        _ = Preferences.From(matched); // An unknown time zone is refused before anything is done.
        return await handler(matched, cancellation);
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
            Headers = request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.Length == 0 ? null : body,
            At = time.GetUtcNow(),
        };
    }

    /// <summary>Query options by their names without the <c>$</c>.</summary>
    public static Dictionary<string, string> QueryOf(IEnumerable<KeyValuePair<string, string>> options)
    {
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in options)
            query[QueryOptions.Name(name)] = value;
        return query;
    }

    private static bool IsThrottled(string path, SimulatorModes modes) =>
        MailboxLimits.MailboxOf(path) is { } mailbox && modes.ThrottledMailboxes.Any(address => Exchange.ObjectId(address) == mailbox);

    private static JournalEntry Entry(GraphCall call, HttpRequest request, int status, bool dropped)
    {
        var headers = call.Headers.ToDictionary(
            header => header.Key,
            header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? "Bearer (not kept)" : header.Value);
        return new JournalEntry(
            0,
            call.At,
            call.Method,
            Prefix + call.Path,
            request.QueryString.Value ?? "",
            headers,
            null,
            status,
            null,
            dropped);
    }

    private static async Task WriteAsync(
        HttpResponse response, GraphAnswer answer, string? text, CancellationToken cancellation)
    {
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        if (text is null)
            return;

        response.ContentType = "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8";
        await response.WriteAsync(text, cancellation);
    }
}
