using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>xAPI as Moodle's log store and others speak it: <c>{endpoint}/statements</c> and <c>{endpoint}/about</c>.</summary>
public sealed class ReceiveStatementsFunction(StatementIntake statements, TimeProvider time)
{
    private const string Route = "api/xapi/{college}/";

    [Function(nameof(ReceiveStatements))]
    public Task<IResult> ReceiveStatements([HttpTrigger(AuthorizationLevel.Anonymous, "post", "put", Route = Route + "statements")] HttpRequest request, string college, CancellationToken cancellationToken) =>
        HttpMethods.IsPut(request.Method) ? statements.PutAsync(request, college, cancellationToken) : statements.PostAsync(request, college, cancellationToken);

    /// <summary>Needs no authentication and says nothing of a college, so it is the same for every one.</summary>
    [Function(nameof(AboutXapi))]
    public IResult AboutXapi([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "about")] HttpRequest request, string college)
    {
        XapiVersion.TryAgree(request, time.GetUtcNow());
        return Results.Json(new { version = XapiVersion.All }, PathwayJson.Plain);
    }
}
