using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.GraphSimulator.Attendance;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Messages;
using Pathway.GraphSimulator.Outlook;
using Pathway.GraphSimulator.Page;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Subscriptions;

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
    private readonly Parts parts;

    private GraphSimulator(WebApplication app, Parts parts)
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
        var tenant = Parts.Build(options);
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
        var builder = WebApplication.CreateSlimBuilder();
        // An unhandled fault is the simulator's own and must be seen; a port in use is the caller's to report.
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
        });
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

    /// <summary>What the simulator is made of, without a host.</summary>
    private sealed record Parts(
        Exchange Exchange, Journal Journal, GraphEndpoint Endpoint, SimulatorRoutes Controls, OutlookRoutes Outlook, PageRoutes Pages, Notifier Notifier, DataFile? DataFile)
        : IAsyncDisposable
    {
        public static Parts Build(GraphSimulatorOptions options)
        {
            var exchange = new Exchange(options.TimeProvider);
            var dataFile = options.DataFile is { } path ? Mailboxes.DataFile.Open(path, exchange, options.TimeProvider) : null;
            var journal = new Journal();
            var notifier = new Notifier(options.TimeProvider);
            var notifications = new ChangeNotifications(exchange, notifier);
            exchange.Changed = notifications.Announce;
            var calendar = new Calendar(exchange);
            var endpoint = new GraphEndpoint(exchange, Routes(exchange, calendar, notifier), journal, options.TimeProvider);
            var controls = new SimulatorRoutes(exchange, journal, endpoint);
            return new Parts(exchange, journal, endpoint, controls, new OutlookRoutes(exchange, calendar, notifications), new PageRoutes(exchange, journal), notifier, dataFile);
        }

        public void Map(IEndpointRouteBuilder app)
        {
            Controls.Map(app);
            Outlook.Map(app);
            Pages.Map(app);
        }

        public async ValueTask DisposeAsync()
        {
            await Notifier.DisposeAsync();
            if (DataFile is not null)
                await DataFile.DisposeAsync();
        }

        private static RouteTable Routes(Exchange exchange, Calendar calendar, Notifier notifier)
        {
            var table = new RouteTable();
            var routes = new ExchangeRoutes(table, exchange);
            var events = new EventRoutes(exchange, calendar);
            events.Map(routes);
            new UserRoutes(exchange).Map(routes);
            new CalendarRoutes(exchange, events).Map(routes);
            new DeltaRoutes(exchange, events).Map(routes);
            new MessageRoutes(exchange).Map(routes);
            new AttendanceRoutes(exchange).Map(routes);
            new SubscriptionRoutes(exchange, notifier).Map(table, routes);
            return table;
        }
    }
}
