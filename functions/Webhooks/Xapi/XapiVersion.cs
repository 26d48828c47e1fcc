using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>The versions of xAPI spoken here, and the headers every answer carries.</summary>
internal static partial class XapiVersion
{
    public const string Header = "X-Experience-API-Version";
    public const string ConsistentThrough = "X-Experience-API-Consistent-Through";

    public static IReadOnlyList<string> All { get; } = ["2.0.0", "1.0.3", "1.0.2", "1.0.1", "1.0.0"];

    /// <summary>Patches change nothing of what is sent, those yet to come included.</summary>
    public static bool IsSpoken(string version) => Spoken().IsMatch(version.Trim());

    /// <summary>Marks the answer, whatever it will be, with the version it is written in.</summary>
    public static void Mark(HttpRequest request, DateTimeOffset now)
    {
        var asked = request.Headers[Header].ToString().Trim();
        var headers = request.HttpContext.Response.Headers;

        // The alternate request syntax, whose headers are in the body, is of version 1.0.
        headers[Header] = asked is "1.0" || asked.StartsWith("1.0.", StringComparison.Ordinal)
            || (asked.Length == 0 && request.Query.ContainsKey(AlternateRequest.Method))
            ? "1.0.3"
            : "2.0.0";
        headers[ConsistentThrough] = now.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^[12]\.0(\.[0-9]{1,4})?\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spoken();
}
