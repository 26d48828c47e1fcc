using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// xAPI as Moodle's log store and others speak it: <c>{endpoint}/statements</c> and <c>{endpoint}/about</c>.
/// </summary>
public sealed class ReceiveStatementsFunction(
    WebhookReceiver receiver, XapiDialect dialect, HttpGuard guard, TimeProvider time)
{
    private const string Statements = "api/xapi/{college}/statements";
    private const string Endpoint = "api/xapi/{college}";
    private const string Words =
        "an xAPI endpoint, its write side. Moodle's log store and others POST statements to /statements below it, with HTTP Basic: the "
        + "college's id and its xAPI password";

    private const string About = "api/xapi/{college}/about";

    /// <summary>Takes statements and answers 200 with their ids, or 204 to a PUT.</summary>
    [Function(nameof(ReceiveStatements))]
    public Task<IResult> ReceiveStatements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "put", Route = Statements)] HttpRequest request,
        string college,
        CancellationToken cancellationToken)
    {
        XapiVersion.Mark(request, time.GetUtcNow());
        return receiver.ReceiveAsync(dialect, request, college, cancellationToken);
    }

    /// <summary>What this address is, for whoever opens it in a browser; the same for every college.</summary>
    [Function(nameof(ExplainXapi))]
    public Task<IResult> ExplainXapi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Endpoint)] HttpRequest request, string college) =>
        AddressWords.AnswerAsync(guard, request, Words);

    /// <summary>Statements are written here and cannot be read: says so.</summary>
    [Function(nameof(ExplainStatements))]
    public Task<IResult> ExplainStatements(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Statements)] HttpRequest request, string college)
    {
        XapiVersion.Mark(request, time.GetUtcNow());
        return AddressWords.AnswerAsync(guard, request, Words, "POST, PUT");
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
