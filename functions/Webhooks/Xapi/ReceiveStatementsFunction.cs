using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// xAPI as Moodle's log store and others speak it: <c>{endpoint}/statements</c> and <c>{endpoint}/about</c>.
/// </summary>
public sealed class ReceiveStatementsFunction(WebhookReceiver receiver, XapiDialect dialect, HttpGuard guard, TimeProvider time)
{
    private const string Statements = "api/xapi/{college}/statements";
    private const string About = "api/xapi/{college}/about";

    [Function(nameof(ReceiveStatements))]
    public Task<IResult> ReceiveStatements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "put", Route = Statements)] HttpRequest request,
        string college,
        CancellationToken cancellationToken)
    {
        XapiVersion.Mark(request, time.GetUtcNow());
        return receiver.ReceiveAsync(dialect, request, college, cancellationToken);
    }

    /// <summary>Needs no authentication and says nothing of a college, so it is the same for every one.</summary>
    [Function(nameof(AboutXapi))]
    public Task<IResult> AboutXapi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = About)] HttpRequest request, string college) =>
        guard.RunAsync(request, () =>
        {
            XapiVersion.Mark(request, time.GetUtcNow());
            return Task.FromResult(Results.Json(new { version = XapiVersion.All }, PathwayJson.Plain));
        });
}
