using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// The alternate request syntax: a POST with the method meant in its query, and a form that has the headers, the parameters and
/// as <c>content</c> the body.
/// https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Communication.md#13-alternate-request-syntax
/// </summary>
internal static class AlternateRequest
{
    public const string Method = "method";

    private const string Content = "content";

    private static readonly string[] Headers =
    [
        "Authorization", XapiVersion.Header, "Content-Type", "If-Match", "If-None-Match", "Content-Length",
    ];

    /// <summary>The request that is meant; the request itself when it is written in the usual way.</summary>
    public static IncomingCall Unfold(IncomingCall incoming)
    {
        if (!HttpMethods.IsPost(incoming.Method) || incoming.Body.Outcome != BodyOutcome.Read
            || incoming.Query[Method] is not [{ Length: > 0 } method]
            || !ContentTypes.Is(incoming.ContentType, "application/x-www-form-urlencoded"))
            return incoming;
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(incoming.Body.Content.Span));
        var (headers, query) = (new HeaderDictionary(), new Dictionary<string, StringValues>(StringComparer.Ordinal));
        foreach (var (name, values) in incoming.Headers)
            headers[name] = values;
        headers["Content-Type"] = "application/json";
        foreach (var (name, values) in form)
        {
            if (Headers.Contains(name, StringComparer.OrdinalIgnoreCase))
                headers[name] = values;
            else if (name != Content)
                query[name] = values;
        }

        var content = Encoding.UTF8.GetBytes(form.TryGetValue(Content, out var body) ? body.ToString() : "");
        return incoming with
        {
            Method = method.ToUpperInvariant(),
            Headers = headers,
            Query = new QueryCollection(query),
            Body = new RawBody(content, incoming.Body.Limit),
        };
    }
}
