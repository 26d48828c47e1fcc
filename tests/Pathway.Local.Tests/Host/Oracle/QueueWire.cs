using System.Net;
using System.Threading.Channels;
using System.Web;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pathway.Local.Tests.Host.Oracle;

/// <summary>
/// Stands between a listener and Azurite's queues, passes every call on as it is, and notes what became of each
/// message.
/// </summary>
internal sealed class QueueWire : IAsyncDisposable
{
    private static readonly string[] NotPassedOn = ["Host", "Connection", "Transfer-Encoding"];

    private readonly WebApplication app;
    private readonly Uri azurite;
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Channel<string> events = Channel.CreateUnbounded<string>();

    private QueueWire(WebApplication app, Uri azurite)
    {
        this.app = app;
        this.azurite = azurite;
    }

    public string ConnectionString { get; private set; } = "";

    public static async Task<QueueWire> StartAsync(string connection)
    {
        var endpoint = connection.Split(';')
            .Single(part => part.StartsWith("QueueEndpoint=", StringComparison.Ordinal))
            .Split('=', 2)[1];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var wire = new QueueWire(builder.Build(), new Uri(endpoint));
        wire.app.Run(wire.PassOnAsync);
        await wire.app.StartAsync(TestContext.Current.CancellationToken);
        wire.ConnectionString = connection.Replace(
            endpoint,
            new Uri(new Uri(wire.app.Urls.Single()), wire.azurite.AbsolutePath).ToString(),
            StringComparison.Ordinal);
        return wire;
    }

    public void Note(string what) => events.Writer.TryWrite(what);

    /// <summary>What happened up to the so-manieth event of a kind, in its order.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(string kind, int times = 1)
    {
        var seen = new List<string>();
        while (seen.Count(what => what.StartsWith(kind, StringComparison.Ordinal)) < times)
            seen.Add(
                await events.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System));
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(azurite, $"{context.Request.Path}{context.Request.QueryString}"))
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var header in context.Request.Headers.Where(header => !NotPassedOn.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }

        using var response = await client.SendAsync(request, context.RequestAborted);
        // Before the listener learns of it: what it does next is noted after.
        if (response.IsSuccessStatusCode && Describe(context.Request, body.ToArray()) is { } what)
            Note(what);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(header => !NotPassedOn.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        if (response.StatusCode != HttpStatusCode.NoContent)
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    // Making queues and looking at them is each listener's own affair.
    private static string? Describe(HttpRequest request, byte[] body)
    {
        var path = request.Path.Value!.Split('/');
        var query = HttpUtility.ParseQueryString(request.QueryString.Value!);
        var poison = path.Length > 2 && path[2].EndsWith("-poison", StringComparison.Ordinal) ? "poison " : "";
        return (request.Method, path.Length) switch
        {
            ("POST", 4) =>
                $"put on {poison}queue: {XDocument.Load(new MemoryStream(body)).Descendants("MessageText").Single().Value}",
            ("PUT", 5) => $"hidden for {query["visibilitytimeout"]} s",
            ("DELETE", 5) => $"deleted from {poison}queue",
            ("GET", 4) when request.QueryString.Value!.Contains("numofmessages", StringComparison.Ordinal) =>
                Taken(query),
            _ => null,
        };
    }

    private static string Taken(System.Collections.Specialized.NameValueCollection query) =>
        $"asked for {query["numofmessages"]} for {query["visibilitytimeout"]} s";
}
