using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The address of a college's calendar feed: who has it reads the calendar, so it is the manager's to show and to
/// end.
/// </summary>
public sealed class ManageFeedFunction(
    CollegeTable register, CallerReader callers, Keyring keyring, IOptions<ProgrammeOptions> programme)
{
    private const string Route = "api/colleges/{id}/feed";

    [Function(nameof(GetFeed))]
    public Task<IResult> GetFeed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => Answer(
            CollegeId.TryParse(id, out var college) ? await register.FindAsync(college, cancellationToken) : null));

    /// <summary>Ends the address there is and answers the next.</summary>
    [Function(nameof(RotateFeed))]
    public Task<IResult> RotateFeed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => Answer(
            CollegeId.TryParse(id, out var college) ? (await register.RotateFeedAsync(college, cancellationToken)).College : null));

    private IResult Answer(College? college) => college is { LeftAt: null }
        ? Results.Json(FeedAddress.For(college, keyring, programme.Value), PathwayJson.Plain)
        : Problem.NotFound("There is no such college in the programme.");
}
