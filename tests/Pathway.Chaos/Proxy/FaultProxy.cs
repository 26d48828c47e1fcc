using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pathway.Chaos.Proxy;

/// <summary>Stands between the app and one of the outside worlds, and passes everything on until it is told to do worse.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        // The world behind may be another at any time: restarted, or restored.
        PooledConnectionLifetime = TimeSpan.FromSeconds(5),
    });

    private readonly WebApplication app;
    private readonly LyingAnswer lies = new();
    private volatile Trouble? trouble;
    private CancellationTokenSource released = new();
    private long struck;

    private FaultProxy(WebApplication app, Uri target)
    {
        this.app = app;
        Target = target;
        app.Run(ForwardAsync);
    }

    /// <summary>What is behind it now.</summary>
    public Uri Target { get; set; }

    public int Port { get; private set; }

    public Uri Address => new($"http://localhost:{Port}/");

    /// <summary>Calls that met with trouble so far.</summary>
    public long Struck => Interlocked.Read(ref struck);

    public static async Task<FaultProxy> StartAsync(Uri target, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var web = builder.Build();
        var proxy = new FaultProxy(web, target);
        await web.StartAsync(cancellationToken);
        proxy.Port = new Uri(web.Urls.Single()).Port;
        return proxy;
    }

    /// <summary>From now on; null ends it, and lets go of what hangs.</summary>
    public async Task BeAsync(Trouble? next)
    {
        trouble = next;
        var old = Interlocked.Exchange(ref released, new CancellationTokenSource());
        await old.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await BeAsync(null);
        await app.StopAsync();
        await app.DisposeAsync();
        http.Dispose();
        released.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var (now, release) = (trouble, released.Token);
        var strikes = now is not null && IsMeant(now.Kind, context.Request) && now.Strikes();
        if (strikes)
            Interlocked.Increment(ref struck);
        switch (strikes ? now!.Kind : null as TroubleKind?)
        {
            case TroubleKind.Hang:
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(release, context.RequestAborted))
                    await Task.Delay(
                        Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                return;
            case TroubleKind.Refuse:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case TroubleKind.Full:
                context.Response.StatusCode = StatusCodes.Status507InsufficientStorage;
                return;
        }

        await PassOnAsync(context, strikes ? now!.Kind : null, remember: now?.Kind == TroubleKind.RepeatedPage);
    }

    private async Task PassOnAsync(HttpContext context, TroubleKind? kind, bool remember)
    {
        try
        {
            var isRepeat = kind == TroubleKind.RepeatedPage && lies.Repeat(context.Request) is not null;
            var answer = isRepeat ? lies.Repeat(context.Request)! : await PassedAnswer.ReadAsync(http, Target, context);
            if (remember && !isRepeat)
                lies.Remember(context.Request, answer);
            if (kind == TroubleKind.WrongETag)
                answer = LyingAnswer.WithWrongETag(answer);
            await answer.WriteAsync(context, cut: kind == TroubleKind.Cut);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException or BadHttpRequestException)
        {
            // What is behind is down, or who asked has gone: either sees a connection that breaks.
            context.Abort();
        }
    }

    private static bool IsMeant(TroubleKind kind, HttpRequest request) => kind switch
    {
        TroubleKind.Full => request.Method is "PUT" or "POST" or "PATCH" or "MERGE",
        TroubleKind.RepeatedPage => LyingAnswer.IsLaterPage(request),
        _ => true,
    };
}
