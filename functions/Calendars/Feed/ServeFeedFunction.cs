using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Feed;

/// <summary>
/// A college's calendar for those without Exchange. Who has the address can read it, and there is nobody's name in
/// it.
/// </summary>
public sealed class ServeFeedFunction(CollegeFeedReader feeds, HttpGuard guard)
{
    [Function(nameof(ServeFeed))]
    public Task<IResult> ServeFeed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "calendars/{college}.ics")] HttpRequest request,
        string college,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, async () =>
        {
            if (await feeds.ReadAsync(college, request.Query["token"].ToString(), cancellationToken) is not { } feed)
                return Problem.Unauthorised(
                    "The feed's address is not valid any more; ask the programme for the new one.");
            var bytes = Encoding.UTF8.GetBytes(feed);
            request.HttpContext.Response.Headers.CacheControl = "private, max-age=300";

            // Answers 304 to whoever has it already.
            return Results.Bytes(
                bytes,
                "text/calendar; charset=utf-8",
                entityTag: new EntityTagHeaderValue($"\"{HashId.From(bytes, 16)}\""));
        });
}
