using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// Says in words what an address is that takes calls of systems, to a person who opens it. Says nothing of the college in it.
/// </summary>
internal static class AddressWords
{
    public static Task<IResult> AnswerAsync(
        HttpGuard guard, HttpRequest request, string words, string allow = "POST") =>
        guard.RunAsync(request, () => Task.FromResult<IResult>(new Words(words, allow)));

    private sealed class Words(string words, string allow) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Allow = allow;
            return Results.Text(
                $"This is {words}. There is nothing to read here: /integrate says how to send.\n",
                "text/plain; charset=utf-8")
                .ExecuteAsync(httpContext);
        }
    }
}
