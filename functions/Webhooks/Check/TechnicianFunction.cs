using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>
/// What a college's technician needs without signing in to the programme: the check, and the log of the college's
/// calls.
/// </summary>
public sealed class TechnicianFunction(SampleCheck check, DeliveryLogReader log, TechnicianAccess access)
{
    /// <summary>Go or no-go for a call that is about to be sent, with the college's password.</summary>
    [Function(nameof(CheckOwnSample))]
    public Task<IResult> CheckOwnSample(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/{college}/check")] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        access.AsTechnicianOf(
            request, college, keys => check.AnswerAsync(request, keys.College, cancellationToken), cancellationToken);

    /// <summary>The college's delivery log, newest first, with the college's password.</summary>
    [Function(nameof(ListOwnDeliveries))]
    public Task<IResult> ListOwnDeliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/webhooks/{college}/deliveries")] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        access.AsTechnicianOf(
            request,
            college,
            async keys => Results.Json(
                await log.ReadAsync(
                    keys, request.Query["after"].ToString(), request.Query["delivery"].ToString(), cancellationToken),
                PathwayJson.Plain),
            cancellationToken);
}
