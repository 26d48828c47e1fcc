using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http;

/// <summary>
/// What every answer says to a browser that shows it: nothing is guessed, framed, loaded from elsewhere, or told to
/// the next site. An answer that says something of this itself is left to it.
/// </summary>
public static class AnswerHeaders
{
    private const string ForData = "default-src 'none'; frame-ancestors 'none'";

    private const string ForPages =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // Visible ASCII and blanks: what else RFC 9110 allows in a field's value no server sends.
    private static readonly SearchValues<char> Sendable = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    public static void Protect(HttpResponse response) => response.OnStarting(
        static state =>
        {
            var answer = (HttpResponse)state;
            var headers = answer.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            Default(headers, "Referrer-Policy", "no-referrer");
            Default(headers, "Cache-Control", "no-store");
            Default(headers, "Content-Security-Policy", IsPage(answer.ContentType) ? ForPages : ForData);
            return Task.CompletedTask;
        },
        response);

    /// <summary>
    /// Sets a header to a value that came from outside; false, and nothing set, when it is none that can be sent.
    /// </summary>
    public static bool TrySet(HttpResponse response, string name, string value)
    {
        if (value.Length == 0 || value.AsSpan().ContainsAnyExcept(Sendable))
            return false;
        response.Headers[name] = value;
        return true;
    }

    private static void Default(IHeaderDictionary headers, string name, string value)
    {
        if (!headers.ContainsKey(name))
            headers[name] = value;
    }

    private static bool IsPage(string? contentType) =>
        contentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true;
}
