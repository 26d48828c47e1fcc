using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pathway.Local.Tests.Graph;

/// <summary>
/// What an app would listen with: answers validations, rightly or wrongly by its path, and keeps what it is told.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<string, Channel<JsonObject>> told = new(StringComparer.Ordinal)
    {
        ["/notifications"] = Channel.CreateUnbounded<JsonObject>(),
        ["/lifecycle"] = Channel.CreateUnbounded<JsonObject>(),
    };

    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(HandleAsync);
    }

    public string Address => $"{app.Urls.Single()}/";

    public List<string> Validated { get; } = [];

    /// <summary>Done when somebody waits at <c>/hanging</c>.</summary>
    public Task Hanging => hanging.Task;

    /// <summary>Done when a notification was refused.</summary>
    public Task Failed => failed.Task;

    public int FailNext { get; set; }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public async Task<List<JsonObject>> Take(string path, int count)
    {
        var taken = new List<JsonObject>();
        while (taken.Count < count)
            taken.Add(await told[path].Reader.ReadAsync(TestContext.Current.CancellationToken));
        return taken;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task HandleAsync(HttpContext context) =>
        context.Request.Query.TryGetValue("validationToken", out var token)
            ? ValidateAsync(context, token.ToString())
            : ReceiveAsync(context);

    private async Task ValidateAsync(HttpContext context, string token)
    {
        var path = context.Request.Path.Value!;
        if (path == "/hanging")
        {
            hanging.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }

        if (path == "/failing")
            context.Response.StatusCode = 500;
        lock (Validated)
            Validated.Add(path);
        context.Response.ContentType = path == "/html" ? "text/html" : "text/plain";
        await context.Response.WriteAsync(
            path switch { "/silent" => "", "/encoded" => Uri.EscapeDataString(token), _ => token });
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (FailNext > 0)
        {
            FailNext--;
            context.Response.StatusCode = 503;
            failed.TrySetResult();
            return;
        }

        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        foreach (var change in body!["value"]!.AsArray())
            await told[context.Request.Path.Value!].Writer.WriteAsync(change!.AsObject(), context.RequestAborted);
        context.Response.StatusCode = 202;
    }
}
