using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pathway.Chaos.Proxy;

/// <summary>An answer from behind, read whole.</summary>
internal sealed record PassedAnswer(int Status, IReadOnlyList<KeyValuePair<string, string[]>> Headers, byte[] Body)
{
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase) { "Transfer-Encoding", "Connection", "Keep-Alive", "Content-Length" };

    public static async Task<PassedAnswer> ReadAsync(HttpMessageInvoker http, Uri target, HttpContext context)
    {
        // As it came: a path that is tidied up is no longer the one that was signed.
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var address = new Uri(
            $"{target.GetLeftPart(UriPartial.Authority)}{path}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address);
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        else if (context.Request.ContentLength == 0)
            request.Content = new ByteArrayContent([]);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!string.Equals(name, "Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
                && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        using var response = await http.SendAsync(request, context.RequestAborted);
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => !OfTheConnection.Contains(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToArray()));
        return new PassedAnswer(
            (int)response.StatusCode, [.. headers], await response.Content.ReadAsByteArrayAsync(context.RequestAborted))
        {
            Length = response.Content.Headers.ContentLength,
        };
    }

    /// <summary>As it was told, which for a HEAD is not the body's.</summary>
    public long? Length { get; init; }

    public async Task WriteAsync(HttpContext context, bool cut)
    {
        var response = context.Response;
        response.StatusCode = Status;
        foreach (var (name, values) in Headers)
            response.Headers[name] = values;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            response.ContentLength = Length;
            return;
        }

        if (Status is 204 or 304)
            return;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(cut ? Body.AsMemory(0, Body.Length / 2) : Body, context.RequestAborted);
        if (!cut)
            return;
        await response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
