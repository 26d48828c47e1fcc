using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>Caliper events of a learning platform.</summary>
public sealed class ReceiveCaliperFunction(CaliperIntake envelopes)
{
    [Function(nameof(ReceiveCaliper))]
    public Task<IResult> ReceiveCaliper([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/caliper/{college}")] HttpRequest request, string college, CancellationToken cancellationToken) =>
        envelopes.ReceiveAsync(request, college, cancellationToken);
}
