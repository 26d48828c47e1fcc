using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Worker;

/// <summary>
/// Where workers call in: gRPC over cleartext HTTP/2, on a loopback port of its own that no caller of functions sees.
/// </summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly WebApplication web;

    private WorkerServer(WebApplication web) => this.web = web;

    public Uri Address => new(web.Urls.First());

    public WorkerRendezvous Rendezvous => web.Services.GetRequiredService<WorkerRendezvous>();

    public ILoggerFactory Loggers => web.Services.GetRequiredService<ILoggerFactory>();

    public static async Task<WorkerServer> StartAsync(
        Action<ILoggingBuilder>? configureLogging, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, static listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.AddSingleton<WorkerRendezvous>();
        builder.Services.AddRouting();
        builder.Services.AddGrpc(static grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        configureLogging?.Invoke(builder.Logging);
        // A worker that ends breaks its call off: that is told once, in words, by who watches over it.
        builder.Logging.AddFilter("Grpc", LogLevel.None).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // The host logs here too, and its lines on each request carry the query string.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        var built = builder.Build();
        built.UseRouting();
        built.MapGrpcService<WorkerRendezvous>();
        await built.StartAsync(cancellation);
        return new WorkerServer(built);
    }

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync(CancellationToken.None);
        await web.DisposeAsync();
    }
}
