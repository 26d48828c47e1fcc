using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// A college's own events: CloudEvents 1.0, signed per Standard Webhooks; or with the college's password, from where
/// nothing can sign.
/// </summary>
public sealed class CloudEventDialect : IDialect
{
    private const string MediaTypes =
        "Send application/cloudevents+json, application/cloudevents-batch+json, or application/json with the event's attributes "
        + "as ce- headers; all in UTF-8.";

    public Dialect Name => Dialect.CloudEvents;

    public IEnumerable<IntakeStep> Authenticate(IncomingCall incoming, CollegeKeys college, DateTimeOffset now)
    {
        if (!WebhookSignature.IsIn(incoming.Headers) && incoming.Headers.ContainsKey("Authorization"))
        {
            yield return PlatformPassword.CheckEither(college, incoming.College, incoming.Headers, now) is { } refusal
                ? new(
                    "password",
                    "Authorization needs the college's xAPI password: Basic with the college's id as user, or Bearer.",
                    refusal)
                : new("password", "The password is the college's.");
            yield break;
        }

        var signature = WebhookSignature.From(incoming.Headers);
        var verdict = signature.CheckHeaders(now);
        if (verdict is not (SignatureVerdict.Valid or SignatureVerdict.TimestampTooFar))
        {
            yield return new("headers", WordsFor(verdict), Refusal.Signature);
            yield break;
        }

        yield return new("headers", "webhook-id, webhook-timestamp and webhook-signature are there.");
        var seconds = long.Parse(signature.Timestamp!, CultureInfo.InvariantCulture) - now.ToUnixTimeSeconds();
        yield return new(
            "timestamp",
            $"The sender's clock is {Math.Abs(seconds)} s {(seconds < 0 ? "behind" : "ahead of")} ours; 300 s are allowed.",
            verdict == SignatureVerdict.Valid ? null : Refusal.Timestamp);

        // Also when its time is off: an old sample still tells whether the secret is right.
        yield return CollegeSignature.IsMadeBy(college, signature, incoming.Body, now)
            ? new("signature", "It was made with a secret of the college that is in force.")
            : new(
                "signature",
                "It was not made with the college's secret over exactly these bytes: sign id.timestamp.body, with the bytes after whsec_ "
                + "decoded from base64.",
                Refusal.Signature);
    }

    public IResult Unauthenticated(DateTimeOffset now) => Problem.Unauthorised(
        "The call is not signed by a college of the programme.", now, PlatformPassword.Challenge);

    public IEnumerable<IntakeStep> Read(IncomingCall incoming, FactBatch batch)
    {
        if (!TryRead(incoming, batch))
        {
            yield return IntakeStep.Refused("contentType", Refusal.MediaType, MediaTypes, Problem.UnsupportedMediaType);
            yield break;
        }

        yield return new("contentType", "The content type is known.");
        yield return IntakeStep.Events(batch);
    }

    public string DeliveryId(IncomingCall incoming) =>
        incoming.Headers[WebhookSignature.IdHeader] is [{ Length: > 0 and <= WebhookSignature.MaxIdLength } id]
            ? id
            : incoming.NameByContent();

    public IResult Answer(IncomingCall incoming, FactBatch batch, string deliveryId) =>
        new AcceptedDelivery(deliveryId, batch.Accepted, batch.TellDropped);

    /// <summary>Reads the body as its content type says; false when the app does not know that type.</summary>
    private static bool TryRead(IncomingCall incoming, FactBatch batch)
    {
        var body = incoming.Body.Content.Span;
        switch (ContentTypes.KindOf(incoming.ContentType))
        {
            case BodyKind.CloudEventBatch:
                CloudEventReader.ReadMany(body, batch);
                return true;
            case BodyKind.CloudEvent:
                CloudEventReader.ReadOne(body, batch);
                return true;
            case BodyKind.Json when BinaryEvent.IsOne(incoming.Headers):
                BinaryEvent.Read(incoming.Headers, body, batch);
                return true;
            default:
                return false;
        }
    }

    private static string WordsFor(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.IdMalformed => "webhook-id may have at most 256 characters and no dot.",
        SignatureVerdict.TimestampMalformed => "webhook-timestamp must be Unix seconds.",
        _ => "webhook-id, webhook-timestamp and webhook-signature are required.",
    };
}
