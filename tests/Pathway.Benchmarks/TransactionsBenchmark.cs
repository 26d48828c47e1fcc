using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// Every storage call from accepting deliveries to their facts recorded: the app's own and its host's at the queue.
/// </summary>
internal sealed class TransactionsBenchmark : IBenchmark
{
    private const int Deliveries = 64;

    public string Name => "transactions-per-fact";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await BenchmarkApp.StartAsync(
            await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var load = await app.JoinAsync("utc-bench");
        app.Outgoing.Watch();
        app.HostCalls.Watch();
        for (var delivery = 0; delivery < Deliveries; delivery++)
        {
            using var request = load.Request(delivery, WebhookLoad.Body(delivery));
            using var response = await app.Client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
        }

        await app.DrainAsync();
        var facts = Deliveries * WebhookLoad.EventsPerDelivery;
        var calls = app.Outgoing.Count + app.HostCalls.Count;
        return
        [
            new BenchmarkRow(
                Name,
                calls / (double)facts,
                "calls/fact",
                null,
                null,
                $"{facts} facts in deliveries of {WebhookLoad.EventsPerDelivery}: {app.Outgoing.Count} calls of the app, {app.HostCalls.Count} of its host at the queues"),
        ];
    }
}
