using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>The versions of xAPI spoken here, and the headers every answer carries.</summary>
internal static class XapiVersion
{
    public const string Header = "X-Experience-API-Version";
    public const string ConsistentThrough = "X-Experience-API-Consistent-Through";

    public static IReadOnlyList<string> All { get; } = ["2.0.0", "1.0.3", "1.0.2", "1.0.1", "1.0.0"];

    public static bool IsSpoken(string version) => version is "1.0" or "2.0" || All.Contains(version);

    /// <summary>Marks the answer, whatever it will be, with the version it is written in.</summary>
    public static void Mark(HttpRequest request, DateTimeOffset now)
    {
        var asked = request.Headers[Header].ToString();
        var headers = request.HttpContext.Response.Headers;
        headers[Header] = asked is "1.0" || asked.StartsWith("1.0.", StringComparison.Ordinal) ? "1.0.3" : "2.0.0";
        headers[ConsistentThrough] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }
}
