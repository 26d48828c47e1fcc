using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Caliper;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Signatures;
using Pathway.Functions.Webhooks.Xapi;

namespace Pathway.Functions.Webhooks;

/// <summary>
/// Go or no-go for a joining college: goes through a signed sample as the real thing would and tells, to people of the programme
/// only, what the real thing keeps to itself. Nothing is queued or stored.
/// </summary>
public sealed class SampleCheck(Keyring keyring, TimeProvider time)
{
    public CheckedSample Run(College college, Sample sample)
    {
        var (known, now, checks, dialect) = (new CollegeKeys(college, keyring), time.GetUtcNow(), new List<CheckedItem>(), DialectOf(sample));
        using var batch = new FactBatch(known, now);
        var isReadable = sample.Body.Outcome == BodyOutcome.Read;
        checks.Add(new("body", isReadable, isReadable ? $"{sample.Body.Content.Length} of {RawBody.Limit} bytes." : $"The body is {sample.Body.Outcome}: at most {RawBody.Limit} bytes, plain or gzip."));
        if (isReadable)
        {
            CheckSender(checks, known, sample, dialect, now);
            CheckContent(checks, batch, sample, dialect);
        }

        return new CheckedSample(checks.TrueForAll(item => item.Passed), dialect.Word(), checks, batch.Faults.Count == 0 && !batch.IsTooLong ? batch.Facts.Count : 0, batch.Dropped.Counts);
    }

    private static Dialect DialectOf(Sample sample)
    {
        if (sample.Headers.ContainsKey(XapiVersion.Header) || PlatformPassword.ReadBasic(sample.Headers) is not null)
            return Dialect.Xapi;
        if (PlatformPassword.ReadBearer(sample.Headers) is not null)
            return Dialect.Caliper;
        var isSigned = sample.Headers.Keys.Any(name => name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase));
        return !isSigned && ContentTypes.KindOf(sample.ContentType) == BodyKind.Json && sample.Body.Content.Span.IndexOf("\"sensor\""u8) >= 0 ? Dialect.Caliper : Dialect.CloudEvents;
    }

    private static void CheckSender(List<CheckedItem> checks, CollegeKeys college, Sample sample, Dialect dialect, DateTimeOffset now)
    {
        if (dialect == Dialect.CloudEvents)
        {
            CheckSignature(checks, college, sample, now);
            return;
        }

        if (dialect == Dialect.Xapi)
        {
            var version = sample.Headers[XapiVersion.Header].ToString();
            var isSpoken = XapiVersion.IsSpoken(version);
            checks.Add(new("version", isSpoken, isSpoken ? "The version is spoken here." : $"{XapiVersion.Header} must be one of {string.Join(", ", XapiVersion.All)}."));
        }

        var basic = PlatformPassword.ReadBasic(sample.Headers);
        var refusal = dialect == Dialect.Xapi
            ? PlatformPassword.Check(college, basic?.User == college.Id.ToString() ? basic?.Password : null, now)
            : PlatformPassword.CheckBearer(college, PlatformPassword.ReadBearer(sample.Headers), now);
        checks.Add(new("password", refusal is null, refusal is null
            ? "The password is the college's."
            : dialect == Dialect.Xapi ? "HTTP Basic needs the college's id as user and its xAPI password." : "Authorization: Bearer needs the college's xAPI password."));
    }

    private static void CheckSignature(List<CheckedItem> checks, CollegeKeys college, Sample sample, DateTimeOffset now)
    {
        var signature = CloudEventIntake.SignatureOf(sample.Headers);
        var verdict = signature.CheckHeaders(now);
        checks.Add(new("headers", verdict is SignatureVerdict.Valid or SignatureVerdict.TimestampTooFar, verdict switch
        {
            SignatureVerdict.HeaderMissing => "webhook-id, webhook-timestamp and webhook-signature are required.",
            SignatureVerdict.IdMalformed => "webhook-id may have at most 256 characters and no dot.",
            SignatureVerdict.TimestampMalformed => "webhook-timestamp must be Unix seconds.",
            _ => "webhook-id, webhook-timestamp and webhook-signature are there.",
        }));
        if (verdict is not (SignatureVerdict.Valid or SignatureVerdict.TimestampTooFar))
            return;
        var seconds = long.Parse(signature.Timestamp!, System.Globalization.CultureInfo.InvariantCulture) - now.ToUnixTimeSeconds();
        checks.Add(new("timestamp", verdict == SignatureVerdict.Valid, $"The sender's clock is {Math.Abs(seconds)} s {(seconds < 0 ? "behind" : "ahead of")} ours; 300 s are allowed."));

        // Also when its time is off: an old sample still tells whether the secret is right.
        var isSigned = CloudEventIntake.IsSigned(college, signature, sample.Body, now);
        checks.Add(new("signature", isSigned, isSigned
            ? "It was made with a secret of the college that is in force."
            : "It was not made with the college's secret over exactly these bytes: sign id.timestamp.body, with the bytes after whsec_ decoded from base64."));
    }

    private static void CheckContent(List<CheckedItem> checks, FactBatch batch, Sample sample, Dialect dialect)
    {
        var body = sample.Body.Content.Span;
        var isKnown = true;
        if (dialect == Dialect.CloudEvents)
            isKnown = CloudEventIntake.TryRead(sample.ContentType, sample.Headers, body, batch);
        else if ((isKnown = ContentTypes.IsJson(sample.ContentType)) && dialect == Dialect.Xapi)
            StatementReader.Read(body, batch);
        else if (isKnown)
            EnvelopeReader.Read(body, batch);
        checks.Add(new("contentType", isKnown, isKnown ? "The content type is known." : "Use application/cloudevents+json, application/cloudevents-batch+json, or application/json."));
        if (!isKnown)
            return;
        checks.Add(new("events", batch.Faults.Count == 0 && !batch.IsTooLong, batch.IsTooLong
            ? $"A delivery may have at most {FactBatch.MaxEvents} events."
            : batch.Faults.Count == 0
                ? $"{batch.Events} events, {batch.Facts.Count} of them facts."
                : string.Join(" ", batch.Faults.Select(fault => $"{fault.Path} {fault.Reason}"))));
    }
}
