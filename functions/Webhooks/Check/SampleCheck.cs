using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
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
    CloudEventDialect cloudEvents, XapiDialect xapi, CaliperDialect caliper, Keyring keyring, TimeProvider time)
{
    public CheckedSample Run(College college, IncomingCall sample)
    {
        var (keys, now, dialect) = (new CollegeKeys(college, keyring), time.GetUtcNow(), DialectOf(sample));
        using var batch = new FactBatch(keys, now);
        var steps = new List<IntakeStep> { IntakeStep.Body(sample.Body) };
        if (steps[0].IsPassed)
        {
            steps.AddRange(dialect.Authenticate(sample, keys, now));
            steps.AddRange(dialect.Read(sample, batch));
        }

        return new CheckedSample(
            steps.TrueForAll(step => step.IsPassed),
            dialect.Name.Word(),
            steps.ConvertAll(step => new CheckedItem(step.Name, step.IsPassed, step.Detail)),
            batch.IsGood ? batch.Facts.Count : 0,
            batch.Dropped.Counts);
    }

    private IDialect DialectOf(IncomingCall sample)
    {
        if (sample.Headers.ContainsKey(XapiVersion.Header) || PlatformPassword.ReadBasic(sample.Headers) is not null)
            return xapi;
        if (PlatformPassword.ReadBearer(sample.Headers) is not null)
            return caliper;
        var isSigned = sample.Headers.Keys.Any(name => name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase));
        return !isSigned && ContentTypes.KindOf(sample.ContentType) == BodyKind.Json
            && sample.Body.Content.Span.IndexOf("\"sensor\""u8) >= 0
            ? caliper
            : cloudEvents;
    }
}
