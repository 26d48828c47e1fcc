using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Pathway.Testing.Worker;

/// <summary>Each does one thing that a host must get right.</summary>
public sealed partial class HttpFunctions(ILogger<HttpFunctions> logger)
{
    private static readonly TaskCompletionSource Rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Function("Feed")]
    public static IResult Feed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "feeds/{college}.ics")] HttpRequest request,
        string college)
        => Results.Text($"feed of {college}");

    [Function("File")]
    public static IResult File(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{folder}/{*name}")] HttpRequest request,
        string folder,
        string name)
        => Results.Text($"{name} in {folder}");

    [Function("Head")]
    public static IResult Head([HttpTrigger(AuthorizationLevel.Anonymous, Route = "head/{what}")] HttpRequest request)
    {
        request.HttpContext.Response.Headers["x-seen"] = request.Headers["x-sent"];
        request.HttpContext.Response.Headers.SetCookie = new[] { "one=1", "two=2" };
        return Results.Text($"{request.Method} {request.GetEncodedUrl()}", statusCode: StatusCodes.Status418ImATeapot);
    }

    [Function("Move")]
    public static IResult Move(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "move")] HttpRequest request) => Results.Redirect("/feeds/elsewhere.ics");

    [Function("Trace")]
    public static IResult Trace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trace")] HttpRequest request,
        FunctionContext context)
        =>
            Results.Text(
                $"{Activity.Current?.TraceId} {context.TraceContext.TraceParent} {request.Headers.TraceParent}");

    [Function("Guarded")]
    public static IResult Guarded(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "guarded")] HttpRequest request) => Results.Text("open");

    [Function("Count")]
    public async Task<IResult> Count(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "count")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        long bytes = 0;
        for (var read = 1; read > 0; bytes += read)
        {
            read = await request.Body.ReadAsync(buffer, cancellationToken);
            if (bytes == 0)
                Reading(logger, request.Headers["x-sent"].ToString());
        }

        return Results.Text($"{bytes}");
    }

    /// <summary>Writes half of its answer, and the rest when another request says so.</summary>
    [Function("Halves")]
    public static async Task Halves(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "halves")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var response = request.HttpContext.Response;
        await response.WriteAsync("one half\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        await Rest.Task.WaitAsync(cancellationToken);
        await response.WriteAsync("the other half\n", cancellationToken);
    }

    [Function("GoOn")]
    public static IResult GoOn([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "go-on")] HttpRequest request)
    {
        Rest.TrySetResult();
        return Results.NoContent();
    }

    [Function("Stream")]
    public static IResult Stream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/{bytes}")] HttpRequest request,
        int bytes) => Results.Stream(async body =>
    {
        var piece = new byte[65_536];
        for (var left = bytes; left > 0; left -= piece.Length)
            await body.WriteAsync(piece.AsMemory(0, Math.Min(left, piece.Length)));
    });

    [Function("Throw")]
    public static IResult Throw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "throw")] HttpRequest request)
        => throw new InvalidOperationException("thrown on purpose");

    [Function("ThrowLate")]
    public static async Task ThrowLate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw-late")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.HttpContext.Response.WriteAsync("half an answer", cancellationToken);
        await request.HttpContext.Response.Body.FlushAsync(cancellationToken);
        throw new InvalidOperationException("thrown too late");
    }

    [Function("Wait")]
    public async Task<IResult> Wait(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        Waiting(logger, id);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled(logger, id);
        }

        return Results.NoContent();
    }

    [Function("Die")]
    public static IResult Die([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "die")] HttpRequest request)
    {
        Process.GetCurrentProcess().Kill();
        return Results.NoContent();
    }

    [LoggerMessage(1, LogLevel.Information, "waiting {Id}")]
    private static partial void Waiting(ILogger logger, string id);

    [LoggerMessage(3, LogLevel.Information, "reading {Id}")]
    private static partial void Reading(ILogger logger, string id);

    [LoggerMessage(2, LogLevel.Warning, "cancelled {Id}")]
    private static partial void Cancelled(ILogger logger, string id);
}
