using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Home;

/// <summary>The way in.</summary>
[Page]
public sealed class ShowHomeFunction(PageDoor door, HomeReader reader)
{
    // The host takes an empty route for the function's name; a parameter that may only be empty is the root and nothing else.
    private const string Root = "{ignored:maxlength(0)?}";

    [Function(nameof(ShowHome))]
    public Task<IResult> ShowHome(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsAnybody(request, visit => visit.IsSignedIn
            ? door.AsReader(
                request,
                async reading => new PageAnswer<HomePage, HomeModel>(reading, await reader.ReadAsync(reading, cancellationToken)))
            : Task.FromResult<IResult>(new PageAnswer<WelcomePage, bool>(visit, false)));

    [Function(nameof(ShowSignedOut))]
    public Task<IResult> ShowSignedOut(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "signed-out")] HttpRequest request) =>
        door.AsAnybody(request, visit => Task.FromResult<IResult>(new PageAnswer<WelcomePage, bool>(visit, true)));
}
