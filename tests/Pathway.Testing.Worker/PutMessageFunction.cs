using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Pathway.Testing.Worker;

/// <summary>The least a webhook can do: read the body, put one message on a queue, answer.</summary>
public sealed class PutMessageFunction(QueueClient queue, IConfiguration configuration)
{
    private readonly BinaryData message = BinaryData.FromString(
        new string('m', configuration.GetValue("MessageLength", 100)));

    [Function("PutMessage")]
    public async Task<IResult> PutMessage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/{college}")] HttpRequest request, string college, CancellationToken cancellationToken)
    {
        _ = college;
        await request.Body.CopyToAsync(Stream.Null, cancellationToken);
        await queue.SendMessageAsync(message, cancellationToken: cancellationToken);
        return Results.Accepted();
    }
}
