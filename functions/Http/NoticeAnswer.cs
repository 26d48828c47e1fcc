using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http;

/// <summary>The same refusal as a page for a browser and as a problem for a program, by what the caller accepts.</summary>
/// <param name="programme">The programme's name.</param>
/// <param name="heading">In a few words.</param>
/// <param name="reason">In a sentence or two.</param>
/// <param name="advice">What helps; empty where nothing does.</param>
/// <param name="status">Of both.</param>
/// <param name="problem">What a program gets.</param>
/// <param name="retryAfter">When it is worth another try; null where it is not.</param>
public sealed class NoticeAnswer(
    string programme,
    string heading,
    string reason,
    string advice,
    int status,
    IResult problem,
    TimeSpan? retryAfter = null)
    : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.Vary = "Accept";
        headers.CacheControl = "no-store";
        if (AnswerForms.AskedBy(httpContext.Request) != AnswerForm.Html)
        {
            await problem.ExecuteAsync(httpContext);
            return;
        }

        var page = await StaticHtml.RenderAsync<NoticePage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(NoticePage.Programme)] = programme,
            [nameof(NoticePage.Heading)] = heading,
            [nameof(NoticePage.Reason)] = reason,
            [nameof(NoticePage.Advice)] = advice,
        });
        if (retryAfter is { } later)
            headers.RetryAfter = later.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await Results.Content(page, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
    }
}
