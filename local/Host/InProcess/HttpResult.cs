using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Pathway.LocalHost.InProcess;

/// <summary>Answers with what a function returned: a result executes itself, text is text, anything else is JSON.</summary>
internal static class HttpResult
{
    public static Task WriteAsync(HttpContext context, object? result)
    {
        switch (result)
        {
            case IResult http:
                return http.ExecuteAsync(context);
            case IActionResult action:
                return action.ExecuteResultAsync(
                    new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
            case null:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case string text:
                context.Response.ContentType = "text/plain; charset=utf-8";
                return context.Response.WriteAsync(text, context.RequestAborted);
            default:
                return ReferenceEquals(result, ReturnValue.Nothing)
                    ? Task.CompletedTask
                    : context.Response.WriteAsJsonAsync(result, result.GetType(), context.RequestAborted);
        }
    }
}
