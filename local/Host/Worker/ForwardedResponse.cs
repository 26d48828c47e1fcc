using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Pathway.LocalHost.Worker;

/// <summary>The worker's answer on its way to the caller.</summary>
internal static class ForwardedResponse
{
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade", "Trailer", "Date",
    };

    /// <summary>Status and headers.</summary>
    public static void CopyHead(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        Copy(from.Headers.NonValidated, to);
        Copy(from.Content.Headers.NonValidated, to);
    }

    private static void Copy(HttpHeadersNonValidated headers, HttpResponse to)
    {
        foreach (var (name, values) in headers)
        {
            if (!NotForwarded.Contains(name))
                to.Headers[name] = values.ToArray();
        }
    }
}
