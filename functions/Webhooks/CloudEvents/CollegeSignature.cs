using Pathway.Functions.Colleges;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>Which of a college's keys a signature may have been made with.</summary>
internal static class CollegeSignature
{
    /// <summary>
    /// Whether the call was signed with one of the college's secrets that are in force, or with its own key pair, over the
    /// bytes as they came or as they were before gzip.
    /// </summary>
    public static bool IsMadeBy(CollegeKeys college, WebhookSignature signature, RawBody body, DateTimeOffset now)
    {
        foreach (var version in college.College.SecretVersionsAt(now))
        {
            var key = college.WebhookKey(version);
            if (signature.IsMadeWith(key, body.Wire.Span)
                || (body.IsCompressed && signature.IsMadeWith(key, body.Content.Span)))
                return true;
        }

        return college.PublicKey is { } publicKey
            && (signature.IsSignedBy(publicKey, body.Wire.Span)
                || (body.IsCompressed && signature.IsSignedBy(publicKey, body.Content.Span)));
    }
}
