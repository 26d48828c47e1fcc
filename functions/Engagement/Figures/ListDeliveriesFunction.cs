using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// A college's delivery log: what its technician looks at first. <c>?delivery=</c> asks for one call by the id it was sent
/// with.
/// </summary>
public sealed class ListDeliveriesFunction(DeliveryLogReader log, CollegeAccess access, Keyring keyring)
{
    [Function(nameof(ListDeliveries))]
    public Task<IResult> ListDeliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/colleges/{id}/deliveries")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.AsReaderOf(
            request,
            id,
            async college => Results.Json(
                await log.ReadAsync(
                    new CollegeKeys(college, keyring),
                    request.Query["after"].ToString(),
                    request.Query["delivery"].ToString(),
                    cancellationToken),
                PathwayJson.Plain),
            cancellationToken);
}
