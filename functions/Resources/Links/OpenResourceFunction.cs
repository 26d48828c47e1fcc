using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Links;

/// <summary>Where every link to a resource leads.</summary>
public sealed class OpenResourceFunction(ResourceReading reading, ResourceAccess access)
{
    [Function(nameof(OpenResource))]
    public async Task<IResult> OpenResource([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "resources/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var wanted = request.Query["version"].ToString();
        var version = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (!ResourceId.TryParse(id, out var resource) || await access.AdmitAsync(request, resource, cancellationToken) is not { } reader)
            return Problem.Unauthorised("This link does not work, or not any more. Sign in to the programme, or ask your college for the newest link.");
        if (wanted.Length > 0 && version is null)
            return Problem.Invalid("/version", "is the number of a version.");

        var (outcome, address) = await reading.OpenAsync(resource, version, HttpMethods.IsHead(request.Method) ? null : reader, cancellationToken);
        return outcome switch
        {
            ReadingOutcome.Withdrawn => Problem.Gone("This resource has been withdrawn by the programme and is not available any more."),
            ReadingOutcome.Unknown => Problem.NotFound("There is no such resource, or it has not been published."),
            _ => new PrivateRedirect(address!),
        };
    }

    // The address is a key for five minutes: it belongs in nobody's cache and in no Referer.
    private sealed class PrivateRedirect(Uri address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            httpContext.Response.Headers.Location = address.AbsoluteUri;
            httpContext.Response.StatusCode = StatusCodes.Status302Found;
            return Task.CompletedTask;
        }
    }
}
