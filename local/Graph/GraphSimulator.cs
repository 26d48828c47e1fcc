using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Messages;
using Pathway.GraphSimulator.Outlook;
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
    private readonly Exchange exchange;
    private readonly Journal journal;
    private readonly SimulatorRoutes controls;

    private GraphSimulator(WebApplication app, Exchange exchange, Journal journal, SimulatorRoutes controls)
    {
        (this.app, this.exchange, this.journal, this.controls) = (app, exchange, journal, controls);
        Address = new Uri($"http://localhost:{new Uri(app.Urls.Single()).Port}");
    }

    /// <summary>The address; the API is under <c>/v1.0</c>.</summary>
    public Uri Address { get; }

    /// <summary>How it misbehaves; setting this starts the seeded draws again.</summary>
    public SimulatorModes Modes
    {
        get => exchange.Modes;
        set => controls.SetModes(value);
    }

    /// <summary>What everybody received so far.</summary>
    public IReadOnlyList<DeliveredMail> Mail
    {
        get
        {
            lock (exchange.Gate)
                return [.. exchange.Mail.Delivered()];
        }
    }

    /// <summary>Every Graph request so far.</summary>
    public IReadOnlyList<JournalEntry> Requests => journal.After(0);

    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<GraphSimulator> StartAsync(GraphSimulatorOptions options, CancellationToken cancellation)
    {
        var tenant = new Exchange(options.TimeProvider);
        var requests = new Journal();
        var endpoint = new GraphEndpoint(tenant, Routes(tenant), requests, options.TimeProvider);
        var simulator = new SimulatorRoutes(tenant, requests, endpoint);

        var host = Host(options.Port);
        host.MapWhen(
            context => context.Request.Path.StartsWithSegments(GraphEndpoint.Prefix, StringComparison.Ordinal),
            branch => branch.Run(endpoint.AnswerAsync));
        host.UseRouting();
        simulator.Map(host);
        await host.StartAsync(cancellation);
        return new GraphSimulator(host, tenant, requests, simulator);
    }

    /// <summary>Forgets everything, modes included.</summary>
    public void Reset() => controls.Reset();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static RouteTable Routes(Exchange exchange)
    {
        var table = new RouteTable();
        var routes = new ExchangeRoutes(table, exchange);
        new UserRoutes(exchange).Map(routes);
        new EventRoutes(exchange, new Calendar(exchange)).Map(routes);
        new MessageRoutes(exchange).Map(routes);
        return table;
    }

    private static WebApplication Host(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        return builder.Build();
    }
}
