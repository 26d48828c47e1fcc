using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// Says in words what an address is that takes calls of systems, to a person who opens it. Says nothing of the college in it.
/// </summary>
internal static class AddressWords
{
    public static IResult Answer(string words, string allow = "POST") => new Words(words, allow);

    private sealed class Words(string words, string allow) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Allow = allow;
            return Results.Text($"This is {words}. There is nothing to read here: /integrate says how to send.\n", "text/plain; charset=utf-8")
                .ExecuteAsync(httpContext);
        }
    }
}
