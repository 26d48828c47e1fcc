using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.DeadLetters;

/// <summary>The dead letters in the management API. Their bodies are minimised: references, no learners.</summary>
public sealed class ManageDeadLettersFunction(DeadLetterTable letters, CallerReader callers)
{
    private const string Route = "api/dead-letters";

    /// <summary><c>?queue=</c> and <c>?reason=</c> (a part of it) choose among them.</summary>
    [Function(nameof(ListDeadLetters))]
    public Task<IResult> ListDeadLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            Page.From(
                await Chosen(request, request.Query["after"].ToString(), cancellationToken)
                    .Take(Page.Size + 1)
                    .ToListAsync(cancellationToken),
                letter => letter.Id));

    [Function(nameof(GetDeadLetter))]
    public Task<IResult> GetDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            await letters.FindAsync(id, cancellationToken) is { } letter
                ? Results.Json(letter, PathwayJson.Plain)
                : Problem.NotFound("There is no such dead letter."));

    /// <summary>Gives the work up: what was done elsewhere meanwhile, or can never be done.</summary>
    [Function(nameof(DismissDeadLetter))]
    public Task<IResult> DismissDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            await letters.DismissAsync(id, cancellationToken)
                ? Results.NoContent()
                : Problem.NotFound("There is no such dead letter."));

    [Function(nameof(ReplayDeadLetter))]
    public Task<IResult> ReplayDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{id}/replay")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
            await letters.ReplayAsync(id, cancellationToken)
                ? Results.Accepted()
                : Problem.NotFound("There is no such dead letter."));

    /// <summary>
    /// Replays every letter that <c>?queue=</c> and <c>?reason=</c> choose; one of them must be given.
    /// </summary>
    [Function(nameof(ReplayDeadLetters))]
    public Task<IResult> ReplayDeadLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/replay")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (request.Query["queue"].ToString().Length == 0 && request.Query["reason"].ToString().Length == 0)
                return Problem.Invalid("/reason", "is required, or queue: nobody means to replay everything.");
            var replayed = 0;

            // Chosen before the first goes back: one that fails again at once is not replayed for ever.
            foreach (var letter in await Chosen(request, after: "", cancellationToken).ToListAsync(cancellationToken))
                replayed += await letters.ReplayAsync(letter.Id, cancellationToken) ? 1 : 0;
            return Results.Json(new { replayed }, PathwayJson.Plain, statusCode: StatusCodes.Status202Accepted);
        });

    private IAsyncEnumerable<DeadLetter> Chosen(HttpRequest request, string after, CancellationToken cancellationToken)
    {
        var (queue, reason) = (request.Query["queue"].ToString(), request.Query["reason"].ToString());
        return letters.ListAsync(after, cancellationToken)
            .Where(letter => queue.Length == 0 || letter.Queue == queue)
            .Where(letter => letter.Reason.Contains(reason, StringComparison.OrdinalIgnoreCase));
    }
}
