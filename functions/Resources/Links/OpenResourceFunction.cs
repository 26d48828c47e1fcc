using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Links;

/// <summary>Where every link to a resource leads.</summary>
public sealed class OpenResourceFunction(
    ResourceReading reading, ResourceAccess access, HttpGuard guard, IOptions<ProgrammeOptions> programme)
{
    [Function(nameof(OpenResource))]
    public Task<IResult> OpenResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "resources/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => OpenAsync(request, id, cancellationToken));

    private async Task<IResult> OpenAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var wanted = request.Query["version"].ToString();
        var version = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int?)null;
        ResourceId? resource = ResourceId.TryParse(id, out var named) ? named : null;
        var (admission, reader) = await access.AdmitAsync(request, resource, cancellationToken);
        if (admission == Admission.NoRole)
            return Page(
                StatusCodes.Status403Forbidden, "No part for you yet", NoRole, Problem.Forbidden(NoRole));
        if (reader is null)
            return Page(
                StatusCodes.Status401Unauthorized, "This link does not work", NoLink, Problem.Unauthorised(NoLink));
        if (resource is null)
            return Page(StatusCodes.Status404NotFound, "Not there", Unknown, Problem.NotFound(Unknown));
        if (wanted.Length > 0 && version is null)
            return Page(
                StatusCodes.Status400BadRequest,
                "This link is not complete",
                "The version in it is no number.",
                Problem.Invalid("/version", "is the number of a version."));

        var (outcome, address) = await reading.OpenAsync(
            named, version, reader, isUse: !HttpMethods.IsHead(request.Method), cancellationToken);
        return outcome switch
        {
            ReadingOutcome.Withdrawn =>
                Page(StatusCodes.Status410Gone, "Withdrawn", Withdrawn, Problem.Gone(Withdrawn)),
            ReadingOutcome.Unknown =>
                Page(StatusCodes.Status404NotFound, "Not there", Unknown, Problem.NotFound(Unknown)),
            _ => new PrivateRedirect(address!),
        };
    }

    private const string NoLink = "This link does not work, or not any more. "
        + "Sign in to the programme, or ask your college for the newest link.";
    private const string NoRole = "You are signed in, but nobody has given you a part in the programme. Ask the programme manager.";
    private const string Withdrawn = "This resource has been withdrawn by the programme and is not available any more.";
    private const string Unknown = "There is no such resource, or it has not been published.";

    private const string AskAgain = "If your teacher or your college gave you this link, ask them for a new one.";

    private NoticeAnswer Page(int status, string heading, string reason, IResult problem) =>
        new(
            programme.Value.Name,
            heading,
            reason,
            status == StatusCodes.Status410Gone ? "" : AskAgain,
            status,
            problem);

    // The address is a key for five minutes: it belongs in nobody's cache.
    private sealed class PrivateRedirect(Uri address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            headers.Location = address.AbsoluteUri;
            httpContext.Response.StatusCode = StatusCodes.Status302Found;
            return Task.CompletedTask;
        }
    }
}
