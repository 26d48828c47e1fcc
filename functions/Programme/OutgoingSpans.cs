using System.Diagnostics;
using System.Globalization;

namespace Pathway.Functions.Programme;

/// <summary>
/// A span for each call to storage and Graph. Its address is a template: what the platform's own spans say in full would
/// have row keys in it, and with them learners' references.
/// </summary>
internal sealed class OutgoingSpans(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    private const int LongestWord = 30;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        Telemetry.Source.HasListeners()
            ? SendTracedAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    /// <summary>The path with a placeholder for whatever is not a plain word: <c>/v1.0/users/{id}/events/{id}</c>.</summary>
    internal static string Template(Uri address) =>
        string.Join('/', address.AbsolutePath.Split('/').Select(Word));

    private async Task<HttpResponseMessage> SendTracedAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (method, address) = (request.Method.Method, request.RequestUri!);
        var template = Template(address);
        using var span = Telemetry.Source.StartActivity($"{method} {template}", ActivityKind.Client);
        span?.SetTag("http.request.method", method)
            .SetTag("server.address", address.Host)
            .SetTag("server.port", address.Port)
            .SetTag("url.template", template);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            span?.SetTag("http.response.status_code", (int)response.StatusCode);
            if ((int)response.StatusCode >= 400)
                Fail(span, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            return response;
        }
        catch (Exception failure) when (NotesFailure(span, failure))
        {
            throw;
        }
    }

    /// <summary>Never true: what failed goes on as it was.</summary>
    private static bool NotesFailure(Activity? span, Exception failure)
    {
        Fail(span, failure.GetType().FullName!);
        return false;
    }

    private static void Fail(Activity? span, string error) =>
        span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);

    private static string Word(string segment)
    {
        var word = segment.Split('(')[0];
        return word is "v1.0" || (word.Length <= LongestWord && word.All(letter => char.IsAsciiLetter(letter) || letter == '$'))
            ? word
            : "{id}";
    }
}
