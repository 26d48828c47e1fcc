using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;

namespace Pathway.Functions.DeadLetters;

/// <summary>The dead letters in the management API. Their bodies are minimised: references, no learners.</summary>
public sealed class ManageDeadLettersFunction(DeadLetterBox letters, CallerReader callers)
{
    private const string Route = "api/dead-letters";

    /// <summary><c>?queue=</c> and <c>?reason=</c> (a part of it) choose among them.</summary>
    [Function(nameof(ListDeadLetters))]
    public Task<IResult> ListDeadLetters([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => Page.Of(request, await ChosenAsync(request, cancellationToken), letter => letter.Id, letter => letter));

    [Function(nameof(GetDeadLetter))]
    public Task<IResult> GetDeadLetter([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            await letters.FindAsync(id, cancellationToken) is { } letter ? Results.Json(letter, PathwayJson.Plain) : Problem.NotFound("There is no such dead letter."));

    [Function(nameof(ReplayDeadLetter))]
    public Task<IResult> ReplayDeadLetter([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{id}/replay")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            await letters.ReplayAsync(id, cancellationToken) ? Results.Accepted() : Problem.NotFound("There is no such dead letter."));

    /// <summary>Replays every letter that <c>?queue=</c> and <c>?reason=</c> choose; one of them must be given.</summary>
    [Function(nameof(ReplayDeadLetters))]
    public Task<IResult> ReplayDeadLetters([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/replay")] HttpRequest request, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (request.Query["queue"].ToString().Length == 0 && request.Query["reason"].ToString().Length == 0)
                return Problem.Invalid("/reason", "is required, or queue: nobody means to replay everything.");
            var replayed = 0;
            foreach (var letter in await ChosenAsync(request, cancellationToken))
                replayed += await letters.ReplayAsync(letter.Id, cancellationToken) ? 1 : 0;
            return Results.Json(new { replayed }, PathwayJson.Plain, statusCode: StatusCodes.Status202Accepted);
        });

    private async Task<List<DeadLetter>> ChosenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (queue, reason) = (request.Query["queue"].ToString(), request.Query["reason"].ToString());
        return await letters.ListAsync(cancellationToken)
            .Where(letter => (queue.Length == 0 || letter.Queue == queue) && letter.Reason.Contains(reason, StringComparison.OrdinalIgnoreCase))
            .ToListAsync(cancellationToken);
    }
}
