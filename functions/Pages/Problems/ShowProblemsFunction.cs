using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Problems;

/// <summary>What is wrong and what waits for the manager, each with its button.</summary>
[Page]
public sealed class ShowProblemsFunction(
    PageDoor door, ProblemsReader reader, DeadLetterTable letters, DeletionGuard deletions)
{
    [Function(nameof(ShowProblems))]
    public Task<IResult> ShowProblems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "problems")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsManager(request, async visit => new PageAnswer<ProblemsPage, ProblemsModel>(
            visit, await reader.ReadAsync(request.Query["after"].ToString(), cancellationToken)));

    [Function(nameof(ReplayOnPage))]
    public Task<IResult> ReplayOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "problems/replay")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (visit, form) =>
            await letters.ReplayAsync(form["id"], cancellationToken)
                ? Done.Go("/problems", "replayed")
                : await PageDoor.NotFound(visit, "dead letter"));

    [Function(nameof(DismissOnPage))]
    public Task<IResult> DismissOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "problems/dismiss")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (visit, form) =>
            await letters.DismissAsync(form["id"], cancellationToken)
                ? Done.Go("/problems", "dismissed")
                : await PageDoor.NotFound(visit, "dead letter"));

    [Function(nameof(DecideOnCalendar))]
    public Task<IResult> DecideOnCalendar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "problems/calendar")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (visit, form) =>
        {
            switch (form["decision"])
            {
                case "restore" or "anew":
                    await deletions.RestoreAsync(anew: form["decision"] == "anew", cancellationToken);
                    return Done.Go("/problems", form["decision"] == "anew" ? "anew" : "restored");
                case "cancel":
                    await deletions.ConfirmAsync(cancellationToken);
                    return Done.Go("/problems", "confirmed");
                default:
                    return await PageDoor.NotFound(visit, "decision");
            }
        });
}
