using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pathway.LocalHost.Http;

/// <summary>
/// The part of the host's own API that people and scripts use
/// (https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http).
/// </summary>
internal sealed class AdminApi(FunctionHost host, HostKeys keys, FunctionHostOptions options)
{
    private static readonly JsonSerializerOptions WithoutNulls = new(
        JsonSerializerDefaults.Web)
    { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly long started = options.TimeProvider.GetTimestamp();

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("admin/functions", Guarded(ListAsync)).WithMetadata(HostEndpoint.Mark);
        endpoints.MapPost("admin/functions/{name}", Guarded(RunAsync)).WithMetadata(HostEndpoint.Mark);
        endpoints.MapGet("admin/host/status", Guarded(StatusAsync)).WithMetadata(HostEndpoint.Mark);
        endpoints.MapMethods("admin/host/ping", [HttpMethods.Get, HttpMethods.Post], static _ => Task.CompletedTask)
            .WithMetadata(HostEndpoint.Mark);
    }

    private RequestDelegate Guarded(RequestDelegate endpoint) => context =>
    {
        if (keys.IsMaster(context.Request))
            return endpoint(context);

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };

    // The names are those of the cloud's answer, snake case and all.
    private Task ListAsync(HttpContext context) => context.Response.WriteAsJsonAsync(
        host.Functions.Select(function => new
        {
            name = function.Name,
            invoke_url_template = function.Kind == TriggerKind.Http ? function.Trigger : null,
            isDisabled = function.Disabled,
            config = new { bindings = new[] { Binding(function) } },
        }),
        WithoutNulls,
        context.RequestAborted);

    private static object Binding(FunctionDescription function) => function.Kind switch
    {
        TriggerKind.Http => new { type = "httpTrigger", methods = function.Methods },
        TriggerKind.Queue => new { type = "queueTrigger", queueName = function.Trigger },
        _ => new { type = "timerTrigger", schedule = function.Trigger },
    };

    private Task StatusAsync(HttpContext context) => context.Response.WriteAsJsonAsync(
        new
        {
            Id = options.HostId,
            State = "Running",
            ProcessUptime = (long)options.TimeProvider.GetElapsedTime(started).TotalMilliseconds,
        },
        context.RequestAborted);

    private async Task RunAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (host.Find(name) is not { } function)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // An HTTP function is run by calling its URL.
        if (function is HttpFunction || await ReadInputAsync(context.Request) is not { } input)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        host.RunInBackground(function, input);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    /// <summary>The <c>input</c> of the body; empty for an empty body; null for a body that is something else.</summary>
    private static async Task<string?> ReadInputAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(body))
            return "";

        try
        {
            return JsonSerializer.Deserialize<RunRequest>(body, JsonSerializerOptions.Web) is { } run
                ? run.Input ?? ""
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record RunRequest(string? Input);
}
