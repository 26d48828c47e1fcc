using Microsoft.AspNetCore.Routing;
using Pathway.GraphSimulator.Attendance;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Directory;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Messages;
using Pathway.GraphSimulator.Outlook;
using Pathway.GraphSimulator.Page;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Subscriptions;

namespace Pathway.GraphSimulator;

/// <summary>What the simulator is made of, without a host.</summary>
internal sealed record SimulatorParts(
    Exchange Exchange, Journal Journal, GraphEndpoint Endpoint, SimulatorRoutes Controls, OutlookRoutes Outlook,
    StateRoutes State,
    PageRoutes Pages, Notifier Notifier, DataFile? DataFile)
    : IAsyncDisposable
{
    public static SimulatorParts Build(GraphSimulatorOptions options)
    {
        var exchange = new Exchange(options.TimeProvider);
        var dataFile = options.DataFile is { } path ? DataFile.Open(path, exchange, options.TimeProvider) : null;
        var journal = new Journal();
        var notifier = new Notifier(options.TimeProvider);
        var notifications = new ChangeNotifications(exchange, notifier);
        exchange.Changed = notifications.Announce;
        var calendar = new Calendar(exchange);
        var meetings = new OnlineMeetings(exchange);
        var endpoint = new GraphEndpoint(
            exchange, Routes(exchange, calendar, meetings, notifier), journal, options.TimeProvider);
        var controls = new SimulatorRoutes(exchange, journal, endpoint);
        return new SimulatorParts(
            exchange, journal, endpoint, controls, new OutlookRoutes(exchange, calendar, notifications),
            new StateRoutes(exchange, meetings), new PageRoutes(exchange, journal), notifier, dataFile);
    }

    public void Map(IEndpointRouteBuilder app)
    {
        Controls.Map(app);
        Outlook.Map(app);
        State.Map(app);
        Pages.Map(app);
    }

    public async ValueTask DisposeAsync()
    {
        await Notifier.DisposeAsync();
        if (DataFile is not null)
            await DataFile.DisposeAsync();
    }

    private static RouteTable Routes(Exchange exchange, Calendar calendar, OnlineMeetings meetings, Notifier notifier)
    {
        var table = new RouteTable();
        var routes = new ExchangeRoutes(table, exchange);
        var events = new EventRoutes(exchange, calendar);
        events.Map(routes);
        new UserRoutes(exchange).Map(routes);
        new CalendarRoutes(exchange, events).Map(routes);
        new DeltaRoutes(exchange, events).Map(routes);
        new MessageRoutes(exchange).Map(routes);
        meetings.Map(routes);
        new AttendanceRoutes(exchange, meetings).Map(routes);
        new SubscriptionRoutes(exchange, notifier).Map(table, routes);
        var directory = new TenantDirectory(exchange);
        new ApplicationRoutes(directory).Map(routes);
        new ServicePrincipalRoutes(directory).Map(routes);
        return table;
    }
}
