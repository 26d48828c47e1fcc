using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// How learning platforms, and whoever cannot sign, say who they are: HTTP Basic (xAPI) or a bearer token (Caliper)
/// with the college's password.
/// </summary>
internal static class PlatformPassword
{
    /// <summary>How to authenticate with either, as a 401 says it.</summary>
    public const string Challenge = "Basic realm=\"pathway\", charset=\"UTF-8\", Bearer realm=\"pathway\"";

    private const int MaxLength = 1_024;

    /// <summary>User and password of HTTP Basic (RFC 7617), or null.</summary>
    public static (string User, string Password)? ReadBasic(IHeaderDictionary headers)
    {
        var bytes = new byte[MaxLength];
        if (Credentials(headers, "Basic ") is not { } text || !Convert.TryFromBase64String(text, bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (pair[..colon], pair[(colon + 1)..]);
    }

    public static string? ReadBearer(IHeaderDictionary headers) => Credentials(headers, "Bearer ");

    /// <summary>
    /// Null when the password is the college's, of a version in force. Every version is compared, in constant time.
    /// </summary>
    public static Refusal? Check(CollegeKeys college, string? password, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(password ?? "");
        var isKnown = false;
        foreach (var version in college.College.SecretVersionsAt(now))
            isKnown |= CryptographicOperations.FixedTimeEquals(
                given, Encoding.UTF8.GetBytes(college.XapiPassword(version)));
        return isKnown ? null : Refusal.Signature;
    }

    /// <summary>
    /// The same for a bearer token. Platforms that hold the webhook secret and no other may send that.
    /// </summary>
    public static Refusal? CheckBearer(CollegeKeys college, string? token, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(token ?? "");
        var isSecret = false;
        foreach (var version in college.College.SecretVersionsAt(now))
            isSecret |= CryptographicOperations.FixedTimeEquals(
                given, Encoding.UTF8.GetBytes("whsec_" + Convert.ToBase64String(college.WebhookKey(version))));
        return isSecret ? null : Check(college, token, now);
    }

    /// <summary>
    /// Null when the call has the college's password, as HTTP Basic with the college's id as user, or as a bearer token.
    /// </summary>
    public static Refusal? CheckEither(
        CollegeKeys college, string named, IHeaderDictionary headers, DateTimeOffset now) =>
        ReadBasic(headers) is { } basic
            ? Check(college, basic.User == named ? basic.Password : null, now)
            : CheckBearer(college, ReadBearer(headers), now);

    private static string? Credentials(IHeaderDictionary headers, string scheme) =>
        headers.Authorization is [{ Length: < MaxLength } header]
            && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? header[scheme.Length..].Trim()
            : null;
}
