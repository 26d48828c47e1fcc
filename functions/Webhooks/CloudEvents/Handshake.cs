using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// The consent of CloudEvents' web hooks
/// (https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md#4-abuse-protection). Consent is the
/// <c>WebHook-Allowed-…</c> headers; an origin the college has not registered, and a college that does not exist, get the same
/// 200 without them.
/// </summary>
public sealed class Handshake(CollegeDirectory directory, CollegeQuota quota)
{
    public async Task<IResult> AnswerAsync(HttpRequest request, string college, CancellationToken cancellationToken)
    {
        var response = request.HttpContext.Response;
        response.Headers.Allow = "POST";
        if (request.Headers["WebHook-Request-Origin"] is not [{ Length: > 0 } origin])
            return Problem.Invalid("/WebHook-Request-Origin", "is required.");
        var known = CollegeId.TryParse(college, out var id)
            ? await directory.FindAsync(id, cancellationToken) ?? await directory.FindFreshAsync(id, cancellationToken)
            : null;
        if (known is null
            || !IsAllowed(known.College, origin)
            || !AnswerHeaders.TrySet(response, "WebHook-Allowed-Origin", origin))
            return Results.Ok();

        var allowed = quota.PerMinute(known.College);
        if (request.Headers["WebHook-Request-Rate"] is [{ Length: > 0 } asked])
        {
            // A sender that asks for less gets what it asks for; each of its calls has at least one event.
            var rate = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
                && wanted > 0
                ? Math.Min(wanted, allowed)
                : allowed;
            response.Headers["WebHook-Allowed-Rate"] = rate.ToString(CultureInfo.InvariantCulture);
        }

        return Results.Ok();
    }

    private static bool IsAllowed(College college, string origin) => college.Definition.AllowedOrigins.Any(allowed =>
        allowed == "*" || string.Equals(HostOf(allowed), HostOf(origin.Trim()), StringComparison.OrdinalIgnoreCase));

    // An origin is a DNS name; some senders put the scheme before it.
    private static string HostOf(string origin) =>
        origin.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? origin["https://".Length..].TrimEnd('/')
        : origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? origin["http://".Length..].TrimEnd('/')
        : origin;
}
