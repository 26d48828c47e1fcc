using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Pathway.Chaos.Proxy;

/// <summary>Answers that are well formed and untrue.</summary>
internal sealed partial class LyingAnswer
{
    private const string ETag = "W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\"";

    private readonly ConcurrentDictionary<string, PassedAnswer> pages = new(StringComparer.Ordinal);

    /// <summary>A page that another page led to, by the words of tables, blobs and Graph.</summary>
    public static bool IsLaterPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && (request.Query.ContainsKey("NextPartitionKey") || request.Query.ContainsKey("marker")
            || request.Query.ContainsKey("$skiptoken") || request.Query.ContainsKey("$skip"));

    public static PassedAnswer WithWrongETag(PassedAnswer answer) => answer with
    {
        Headers = [.. answer.Headers
            .Select(header => string.Equals(header.Key, "ETag", StringComparison.OrdinalIgnoreCase)
                ? KeyValuePair.Create(header.Key, new[] { ETag }) : header)],
        Body = IsJson(answer)
            ? Encoding.UTF8.GetBytes(InBody()
                .Replace(Encoding.UTF8.GetString(answer.Body), $"\"${{name}}\":\"{ETag.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")) : answer.Body,
    };

    /// <summary>Keeps the last page of each list.</summary>
    public void Remember(HttpRequest request, PassedAnswer answer)
    {
        if (HttpMethods.IsGet(request.Method) && answer.Status == StatusCodes.Status200OK && answer.Body.Length < 1_000_000)
            pages[request.Path] = answer;
    }

    /// <summary>The page before, if it was seen.</summary>
    public PassedAnswer? Repeat(HttpRequest request) => pages.GetValueOrDefault(request.Path);

    private static bool IsJson(PassedAnswer answer) =>
        answer.Headers.Any(header => string.Equals(header.Key, "Content-Type", StringComparison.OrdinalIgnoreCase)
            && header.Value[0].Contains("json", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("\"(?<name>@?odata\\.etag)\":\\s*\"(?:[^\"\\\\]|\\\\.)*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex InBody();
}
