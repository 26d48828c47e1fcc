using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>A college's own events.</summary>
public sealed class ReceiveWebhookFunction(
    WebhookReceiver receiver, CloudEventDialect dialect, Handshake handshake, HttpGuard guard)
{
    private const string Route = "api/webhooks/{college}";

    [Function(nameof(ReceiveWebhook))]
    public Task<IResult> ReceiveWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(dialect, request, college, cancellationToken);

    [Function(nameof(NegotiateWebhook))]
    public Task<IResult> NegotiateWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = Route)] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => handshake.AnswerAsync(request, college, cancellationToken));
}
