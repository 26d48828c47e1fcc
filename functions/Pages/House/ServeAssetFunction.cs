using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;

namespace Pathway.Functions.Pages.House;

/// <summary>The stylesheet and the script: for anybody, and to be kept.</summary>
[Page]
public sealed class ServeAssetFunction(HttpGuard guard)
{
    [Function(nameof(ServeAsset))]
    public Task<IResult> ServeAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Asset.Route)] HttpRequest request, string name) =>
        guard.RunAsync(request, () =>
        {
            if (Asset.Find(name) is not { } asset)
                return Task.FromResult(Problem.NotFound("There is no such file."));

            // An older page asks for an older file and gets this one, but must not keep it under that name.
            request.HttpContext.Response.Headers.CacheControl =
                request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
            return Task.FromResult(Results.Bytes(asset.Content, asset.ContentType));
        });
}
