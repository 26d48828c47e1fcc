using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http;

/// <summary>
/// A thing's version as its ETag. It is not the storage row's: that one changes with the app's own marks, which are no
/// business of somebody who edits.
/// </summary>
public static class EntityVersion
{
    public static IResult Answer(int version, IResult result) => new Tagged(version, result);

    private sealed class Tagged(int version, IResult result) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => AnswerStatus.CodeOf(result);

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = $"\"{version}\"";
            return result.ExecuteAsync(httpContext);
        }
    }
}
