using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Signatures;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>CloudEvents signed per Standard Webhooks: cap, verify, parse, minimise, enqueue, answer.</summary>
public sealed class CloudEventIntake(Intake intake)
{
    public async Task<IResult> ReceiveAsync(HttpRequest request, string college, CancellationToken cancellationToken)
    {
        var body = await RawBody.ReadAsync(request, cancellationToken);
        return await intake.WithinAsync(token => TakeAsync(request, college, body, token), cancellationToken);
    }

    private async Task<IResult> TakeAsync(HttpRequest request, string college, RawBody body, CancellationToken cancellationToken)
    {
        if (body.Outcome != BodyOutcome.Read)
            return await intake.UnreadableAsync(college, Dialect.CloudEvents, body.Outcome, cancellationToken);
        var signature = SignatureOf(request.Headers);
        if (await intake.AuthenticateAsync(college, Dialect.CloudEvents, candidate => Check(candidate, signature, body, intake.Now), cancellationToken) is not { } known)
            return Problem.Unauthorised("The call is not signed by a college of the programme.");

        using var batch = new FactBatch(known, intake.Now);
        if (!TryRead(request.ContentType, request.Headers, body.Content.Span, batch))
        {
            return intake.Refused(known.College, Dialect.CloudEvents, Refusal.MediaType, Problem.UnsupportedMediaType(
                "Send application/cloudevents+json, application/cloudevents-batch+json, or application/json with the event's attributes as ce- headers; all in UTF-8."));
        }

        if (intake.Refuse(batch, Dialect.CloudEvents) is { } refused)
            return refused;
        await intake.TakeAsync(batch, signature.Id!, Dialect.CloudEvents, cancellationToken);
        return new AcceptedDelivery(signature.Id!, batch.Facts.Count, batch.Dropped.Counts);
    }

    /// <summary>Reads the body as its content type says; false when the app does not know that type.</summary>
    internal static bool TryRead(string? contentType, IHeaderDictionary headers, ReadOnlySpan<byte> body, FactBatch batch)
    {
        switch (ContentTypes.KindOf(contentType))
        {
            case BodyKind.CloudEventBatch:
                CloudEventReader.ReadMany(body, batch);
                return true;
            case BodyKind.CloudEvent:
                CloudEventReader.ReadOne(body, batch);
                return true;
            case BodyKind.Json when BinaryEvent.IsOne(headers):
                BinaryEvent.Read(headers, body, batch);
                return true;
            default:
                return false;
        }
    }

    internal static WebhookSignature SignatureOf(IHeaderDictionary headers) => new(
        headers[WebhookSignature.IdHeader], headers[WebhookSignature.TimestampHeader], headers[WebhookSignature.SignatureHeader]);

    /// <summary>Null when the call was signed with one of the college's secrets that are in force, over the bytes as they came or as they were before gzip.</summary>
    internal static Refusal? Check(CollegeKeys college, WebhookSignature signature, RawBody body, DateTimeOffset now)
    {
        var verdict = signature.CheckHeaders(now);
        if (verdict != SignatureVerdict.Valid)
            return verdict == SignatureVerdict.TimestampTooFar ? Refusal.Timestamp : Refusal.Signature;
        return IsSigned(college, signature, body, now) ? null : Refusal.Signature;
    }

    internal static bool IsSigned(CollegeKeys college, WebhookSignature signature, RawBody body, DateTimeOffset now)
    {
        foreach (var version in college.College.SecretVersionsAt(now))
        {
            var key = college.WebhookKey(version);
            if (signature.IsMadeWith(key, body.Wire.Span) || (body.IsCompressed && signature.IsMadeWith(key, body.Content.Span)))
                return true;
        }

        return college.PublicKey is { } publicKey
            && (signature.IsSignedBy(publicKey, body.Wire.Span) || (body.IsCompressed && signature.IsSignedBy(publicKey, body.Content.Span)));
    }
}
