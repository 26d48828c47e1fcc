using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>The stylesheet: for anybody, and to be kept.</summary>
public sealed class ServeStylesheetFunction(HttpGuard guard)
{
    [Function(nameof(ServeStylesheet))]
    public Task<IResult> ServeStylesheet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Stylesheet.Route)] HttpRequest request) =>
        guard.RunAsync(request, () =>
        {
            // An older page asks for an older sheet and gets this one, but must not keep it under that name.
            request.HttpContext.Response.Headers.CacheControl =
                request.Query["v"] == Stylesheet.Version ? "public, max-age=31536000, immutable" : "no-cache";
            return Task.FromResult(Results.Bytes(Stylesheet.Content, "text/css; charset=utf-8"));
        });
}
