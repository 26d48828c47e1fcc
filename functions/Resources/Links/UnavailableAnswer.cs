using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;

namespace Pathway.Functions.Resources.Links;

/// <summary>The same refusal as a page for a browser and as a problem for a program, by what the caller accepts.</summary>
internal sealed class UnavailableAnswer(string programme, int status, string heading, string reason, IResult problem) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.Vary = "Accept";
        headers.CacheControl = "no-store";
        if (AnswerForms.Of(httpContext.Request) != AnswerForm.Html)
        {
            await problem.ExecuteAsync(httpContext);
            return;
        }

        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        var page = await StaticHtml.RenderAsync<UnavailablePage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(UnavailablePage.Programme)] = programme,
            [nameof(UnavailablePage.Heading)] = heading,
            [nameof(UnavailablePage.Reason)] = reason,
            [nameof(UnavailablePage.IsForLearners)] = status != StatusCodes.Status410Gone,
        });
        await Results.Content(page, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
    }
}
