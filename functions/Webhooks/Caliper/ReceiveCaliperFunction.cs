using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>Caliper events of a learning platform.</summary>
public sealed class ReceiveCaliperFunction(WebhookReceiver receiver, CaliperDialect dialect)
{
    private const string Route = "api/caliper/{college}";

    [Function(nameof(ReceiveCaliper))]
    public Task<IResult> ReceiveCaliper(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(dialect, request, college, cancellationToken);
}
