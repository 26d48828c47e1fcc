using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pathway.LocalHost.Worker.Rpc;

namespace Pathway.LocalHost.Worker;

/// <summary>A request on its way to the worker.</summary>
internal static class ForwardedRequest
{
    private const string InvocationId = "x-ms-invocation-id";

    // A body this long is sent only when the worker begins to read it: one that it refuses would else be cut off
    // half-way, and the answer be lost with the connection.
    private const long AskFirst = 1 << 20;

    // What concerns one connection alone (RFC 9110, section 7.6.1), what this host has dealt with, and what it says itself.
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade", "TE", "Trailer", "Expect",
        "Host", "traceparent", "tracestate", InvocationId,
    };

    public static HttpRequestMessage From(HttpRequest request, Uri worker, InvocationRequest invocation)
    {
        var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), Address(request, worker));
        forwarded.Headers.Host = request.Host.Value;
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
        {
            forwarded.Content = new ForwardedBody(request.BodyReader);
            forwarded.Headers.ExpectContinue = request.ContentLength is null or > AskFirst;
        }

        foreach (var (name, values) in request.Headers)
        {
            if (!NotForwarded.Contains(name)
                && !forwarded.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                forwarded.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        forwarded.Headers.TryAddWithoutValidation(InvocationId, invocation.InvocationId);
        forwarded.Headers.TryAddWithoutValidation("traceparent", invocation.TraceContext.TraceParent);
        if (invocation.TraceContext.TraceState.Length > 0)
            forwarded.Headers.TryAddWithoutValidation("tracestate", invocation.TraceContext.TraceState);
        return forwarded;
    }

    // Letter for letter as the caller wrote it: what is escaped means something else unescaped. Joined as text, or a
    // path that begins with two slashes would name another machine.
    private static Uri Address(HttpRequest request, Uri worker)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
            target = $"{request.Path.ToUriComponent()}{request.QueryString}";
        return new Uri(
            worker.GetLeftPart(UriPartial.Authority) + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }
}
