using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;

namespace Pathway.Functions.Engagement;

/// <summary>A college's delivery log: what its technician looks at first.</summary>
public sealed class ListDeliveriesFunction(DeliveryLog log, CollegeAccess access)
{
    [Function("ListDeliveries")]
    public Task<IResult> ListDeliveries([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/colleges/{id}/deliveries")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.AsReaderOf(
            request,
            id,
            async college => Results.Json(await log.ReadAsync(college.Id, request.Query["after"].ToString(), cancellationToken), PathwayJson.Plain),
            cancellationToken);
}
