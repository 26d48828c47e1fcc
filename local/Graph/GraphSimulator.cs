using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator;

/// <summary>
/// Microsoft Graph as the documentation describes it, over HTTP on the loopback address: calendars, mail, subscriptions and
/// attendance, the ways in which it fails, and a record of every request and every mail.
/// </summary>
#pragma warning disable MA0049 // The project is named for the one type that its users need.
public sealed class GraphSimulator : IAsyncDisposable
#pragma warning restore MA0049
{
    private readonly WebApplication app;
    private readonly SimulatorParts parts;

    private GraphSimulator(WebApplication app, SimulatorParts parts)
    {
        (this.app, this.parts) = (app, parts);
        Address = new Uri($"http://localhost:{new Uri(app.Urls.Single()).Port}");
    }

    /// <summary>The address; the API is under <c>/v1.0</c>.</summary>
    public Uri Address { get; }

    /// <summary>How it misbehaves; setting this starts the seeded draws again.</summary>
    public SimulatorModes Modes
    {
        get => parts.Exchange.Modes;
        set => parts.Controls.SetModes(value);
    }

    /// <summary>What everybody received so far.</summary>
    public IReadOnlyList<DeliveredMail> Mail
    {
        get
        {
            lock (parts.Exchange.Gate)
                return [.. parts.Exchange.Mail.Delivered()];
        }
    }

    /// <summary>Every Graph request so far.</summary>
    public IReadOnlyList<JournalEntry> Requests => parts.Journal.After(0);

    /// <summary>How many notifications have not been taken by their receiver yet.</summary>
    public int PendingNotifications => parts.Notifier.Pending;

    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="InvalidDataException">The data file is not the simulator's.</exception>
    public static async Task<GraphSimulator> StartAsync(GraphSimulatorOptions options, CancellationToken cancellation)
    {
        var tenant = SimulatorParts.Build(options);
        try
        {
            var host = Host(options.Port);
            host.MapWhen(
                context => context.Request.Path.StartsWithSegments(GraphEndpoint.Prefix, StringComparison.Ordinal),
                branch => branch.Run(tenant.Endpoint.HandleAsync));
            host.UseRouting();
            tenant.Map(host);
            await host.StartAsync(cancellation);
            return new GraphSimulator(host, tenant);
        }
        catch
        {
            await tenant.DisposeAsync();
            throw;
        }
    }

    /// <summary>Forgets everything, modes included.</summary>
    public void Reset() => parts.Controls.Reset();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await parts.DisposeAsync();
    }

    private static WebApplication Host(int port)
    {
        // Empty: it reads no settings, whose files the usual builder would watch.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // An unhandled fault is the simulator's own and must be seen; a port in use is the caller's to report.
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        return builder.Build();
    }

    /// <summary>Signals are for the process that owns the simulator; the usual lifetime would swallow them.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
