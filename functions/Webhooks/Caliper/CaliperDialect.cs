using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>A Caliper endpoint: envelopes in, with the college's password as the bearer token.</summary>
public sealed class CaliperDialect : IDialect
{
    public Dialect Name => Dialect.Caliper;

    public IEnumerable<IntakeStep> Authenticate(IncomingCall incoming, CollegeKeys college, DateTimeOffset now)
    {
        yield return PlatformPassword.CheckBearer(
            college, PlatformPassword.ReadBearer(incoming.Headers), now) is { } refusal
            ? new("password", "Authorization: Bearer needs the college's xAPI password.", refusal)
            : new("password", "The password is the college's.");
    }

    public IResult Unauthenticated(DateTimeOffset now) =>
        Problem.Unauthorised("Send the college's xAPI password as the bearer token.", now, "Bearer");

    public IEnumerable<IntakeStep> Read(IncomingCall incoming, FactBatch batch)
    {
        if (!ContentTypes.IsJson(incoming.ContentType))
        {
            yield return IntakeStep.Refused(
                "contentType", Refusal.MediaType, "Send application/json.", Problem.UnsupportedMediaType);
            yield break;
        }

        yield return new("contentType", "The content type is known.");
        EnvelopeReader.Read(incoming.Body.Content.Span, batch);
        yield return IntakeStep.Events(batch);
    }

    public string DeliveryId(IncomingCall incoming) => incoming.NameByContent();

    public IResult Answer(IncomingCall incoming, FactBatch batch, string deliveryId) =>
        new AcceptedDelivery(deliveryId, batch.Accepted, batch.TellDropped);
}
