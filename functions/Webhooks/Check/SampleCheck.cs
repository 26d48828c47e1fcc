using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Caliper;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Intake;
using Pathway.Functions.Webhooks.Xapi;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>
/// Go or no-go for a joining college: takes a signed sample through the steps of the real thing, all but quota, queue and
/// answer, and tells, to people of the programme only, what the real thing keeps to itself.
/// </summary>
public sealed class SampleCheck(
    CloudEventDialect cloudEvents,
    XapiDialect xapi,
    CaliperDialect caliper,
    ObjectNames names,
    CollegeObjects theirs,
    Keyring keyring,
    TimeProvider time)
{
    // The largest sample there is: xAPI's, described.
    private const int Limit = 2 * 1024 * 1024;

    public async Task<IResult> AnswerAsync(HttpRequest request, College college, CancellationToken cancellationToken)
    {
        using var body = await RawBody.ReadAsync(request, Limit, cancellationToken);
        var (sample, fault) = SampleReader.Read(request, college.Id.ToString(), body);
        if (fault is not null)
            return Problem.Invalid([fault]);
        return Results.Json(await RunAsync(college, sample!, cancellationToken), PathwayJson.Plain);
    }

    /// <summary>The same for a sample that a person gives: the call's headers, and its body as it is signed.</summary>
    public Task<CheckedSample> CheckAsync(
        College college, IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        RunAsync(college, new IncomingCall(college.Id.ToString(), headers, new RawBody(body, Limit)), cancellationToken);

    private async Task<CheckedSample> RunAsync(College college, IncomingCall sent, CancellationToken cancellationToken) =>
        Run(
            college,
            sent,
            await names.LatestAsync(cancellationToken),
            await theirs.ForAsync(college.Id, cancellationToken));

    private CheckedSample Run(College college, IncomingCall sent, KnownObjects known, IReadOnlySet<FactObject> own)
    {
        var (keys, now, dialect) = (new CollegeKeys(college, keyring), time.GetUtcNow(), DialectOf(sent));
        var sample = dialect.Unfold(sent with { Body = sent.Body.Within(dialect.MaxBodyBytes) });
        using var batch = new FactBatch(keys, now);
        var steps = new List<IntakeStep> { IntakeStep.Body(sample.Body) };
        if (steps[0].IsPassed)
        {
            steps.AddRange(dialect.Authenticate(sample, keys, now));
            steps.AddRange(dialect.Read(sample, batch));
            if (SampleObjects.Check(batch, known, own) is { } objects)
                steps.Add(objects);
        }

        return new CheckedSample(
            steps.TrueForAll(step => step.IsPassed),
            dialect.Name.Word(),
            steps.ConvertAll(step => new CheckedItem(step.Name, step.IsPassed, step.Detail)),
            batch.IsGood ? batch.Accepted : 0,
            batch.TellDropped);
    }

    // What only one dialect has comes first: a technician's own password says nothing of how the sample is sent.
    private IDialect DialectOf(IncomingCall sample)
    {
        if (sample.Headers.ContainsKey(XapiVersion.Header) || sample.Query.ContainsKey(AlternateRequest.Method))
            return xapi;
        if (WebhookSignature.IsIn(sample.Headers) || BinaryEvent.IsOne(sample.Headers)
            || ContentTypes.KindOf(sample.ContentType) is BodyKind.CloudEvent or BodyKind.CloudEventBatch)
            return cloudEvents;
        if (sample.Body.Content.Span.IndexOf("\"sensor\""u8) >= 0
            || PlatformPassword.ReadBearer(sample.Headers) is not null)
            return caliper;
        return PlatformPassword.ReadBasic(sample.Headers) is not null ? xapi : cloudEvents;
    }
}
