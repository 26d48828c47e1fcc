namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// What a signature came to. The caller is told none of it: every value but <see cref="Valid"/> is the same 401.
/// </summary>
public enum SignatureVerdict
{
    Valid,
    HeaderMissing,
    IdMalformed,
    TimestampMalformed,

    /// <summary>More than <see cref="WebhookSignature.Tolerance"/> from now, either way.</summary>
    TimestampTooFar,
    NoMatch,
}
