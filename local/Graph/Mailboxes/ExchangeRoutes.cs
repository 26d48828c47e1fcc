using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>Routes whose work is done under the store's lock and waits for nothing.</summary>
internal sealed class ExchangeRoutes(RouteTable table, Exchange exchange)
{
    public void Map(string method, string pattern, Func<GraphCall, GraphAnswer> handler) =>
        table.Map(method, pattern, (call, _) =>
    {
        lock (exchange.Gate)
            return new ValueTask<GraphAnswer>(handler(call));
    });
}
