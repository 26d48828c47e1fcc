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

    /// <summary>Takes CloudEvents, one or many, and answers 202.</summary>
    [Function(nameof(ReceiveWebhook))]
    public Task<IResult> ReceiveWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(dialect, request, college, cancellationToken);

    /// <summary>What this address is, for whoever opens it in a browser; the same for every college.</summary>
    [Function(nameof(ExplainWebhook))]
    public Task<IResult> ExplainWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string college) =>
        AddressWords.AnswerAsync(
            guard,
            request,
            "a webhook. A college's own systems POST CloudEvents here, signed per Standard Webhooks or with the college's xAPI password");

    /// <summary>Answers a sender that asks for consent before it sends.</summary>
    [Function(nameof(NegotiateWebhook))]
    public Task<IResult> NegotiateWebhook(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = Route)] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => handshake.AnswerAsync(request, college, cancellationToken));
}
