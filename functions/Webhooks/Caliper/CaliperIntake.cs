using Microsoft.AspNetCore.Http;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Xapi;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>A Caliper endpoint: envelopes in, with the college's password as the bearer token.</summary>
public sealed class CaliperIntake(Intake intake)
{
    public async Task<IResult> ReceiveAsync(HttpRequest request, string college, CancellationToken cancellationToken)
    {
        var body = await RawBody.ReadAsync(request, cancellationToken);
        return await intake.WithinAsync(token => TakeAsync(request, college, body, token), cancellationToken);
    }

    private async Task<IResult> TakeAsync(HttpRequest request, string college, RawBody body, CancellationToken cancellationToken)
    {
        if (body.Outcome != BodyOutcome.Read)
            return await intake.UnreadableAsync(college, Dialect.Caliper, body.Outcome, cancellationToken);
        var token = PlatformPassword.ReadBearer(request.Headers);
        if (await intake.AuthenticateAsync(college, Dialect.Caliper, known => PlatformPassword.CheckBearer(known, token, intake.Now), cancellationToken) is not { } sender)
            return Problem.Unauthorised("Send the college's xAPI password as the bearer token.", "Bearer");
        if (!ContentTypes.IsJson(request.ContentType))
            return intake.Refused(sender.College, Dialect.Caliper, Refusal.MediaType, Problem.UnsupportedMediaType("Send application/json."));

        using var batch = new FactBatch(sender, intake.Now);
        EnvelopeReader.Read(body.Content.Span, batch);
        if (intake.Refuse(batch, Dialect.Caliper) is { } refused)
            return refused;
        var name = StatementIntake.NameOf(body.Wire.Span);
        await intake.TakeAsync(batch, name, Dialect.Caliper, cancellationToken);
        return new AcceptedDelivery(name, batch.Facts.Count, batch.Dropped.Counts);
    }
}
