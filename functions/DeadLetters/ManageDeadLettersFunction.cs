using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;

namespace Pathway.Functions.DeadLetters;

/// <summary>The dead letters in the management API.</summary>
public sealed class ManageDeadLettersFunction(DeadLetterBox letters, CallerReader callers)
{
    [Function(nameof(ListDeadLetters))]
    public Task<IResult> ListDeadLetters([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/dead-letters")] HttpRequest request, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            Page.Of(request, await letters.ListAsync(cancellationToken).ToListAsync(cancellationToken), letter => letter.Id, letter => letter));

    [Function(nameof(ReplayDeadLetter))]
    public Task<IResult> ReplayDeadLetter([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/dead-letters/{id}/replay")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            await letters.ReplayAsync(id, cancellationToken) ? Results.Accepted() : Problem.NotFound("There is no such dead letter."));
}
