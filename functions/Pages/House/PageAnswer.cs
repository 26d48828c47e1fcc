using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>
/// Answers with a page that loads only what is ours, runs nothing unless it uploads, and is kept nowhere: what it
/// shows is somebody's.
/// </summary>
public sealed class PageAnswer<TPage, TModel>(Visit visit, TModel model, int status = StatusCodes.Status200OK)
    : IResult, IStatusCodeHttpResult
    where TPage : PageOf<TModel>
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Where the page's script may send a file; null for a page without a script.</summary>
    public Uri? UploadsTo { get; init; }

    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await StaticHtml.RenderAsync<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(PageOf<TModel>.Visit)] = visit,
            [nameof(PageOf<TModel>.Model)] = model,
        });
        httpContext.Response.Headers.ContentSecurityPolicy = UploadsTo is null
            ? Policy
            : $"{Policy}; script-src 'self'; connect-src 'self' {UploadsTo.GetLeftPart(UriPartial.Authority)}";
        await Results.Content(html, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
    }
}
