using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>Caliper events of a learning platform.</summary>
public sealed class ReceiveCaliperFunction(WebhookReceiver receiver, CaliperDialect dialect, HttpGuard guard)
{
    private const string Route = "api/caliper/{college}";

    /// <summary>Takes a Caliper envelope and answers 202.</summary>
    [Function(nameof(ReceiveCaliper))]
    public Task<IResult> ReceiveCaliper(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(dialect, request, college, cancellationToken);

    /// <summary>What this address is, for whoever opens it in a browser; the same for every college.</summary>
    [Function(nameof(ExplainCaliper))]
    public Task<IResult> ExplainCaliper(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string college) =>
        AddressWords.AnswerAsync(
            guard,
            request,
            "a Caliper endpoint. A college's learning platform POSTs envelopes here, with the college's xAPI password as the bearer token");
}
