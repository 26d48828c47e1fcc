using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>Answers with a page that runs nothing, loads only what is ours, and is kept nowhere: what it shows is somebody's.</summary>
public sealed class PageAnswer<TPage, TModel>(Visit visit, TModel model, int status = StatusCodes.Status200OK) : IResult
    where TPage : PageOf<TModel>
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await StaticHtml.RenderAsync<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(PageOf<TModel>.Visit)] = visit,
            [nameof(PageOf<TModel>.Model)] = model,
        });
        httpContext.Response.Headers.ContentSecurityPolicy = Policy;
        await Results.Content(html, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
    }
}
