using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Pathway.Benchmarks;
using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>
/// A leaked secret is ended on one host: how long it opens the other, which has a copy of the college in memory. Two rotations
/// end it, as docs/operate.md has it.
/// </summary>
internal sealed class EndedSecret : IScenario
{
    // A copy older than this is not used, whatever happens; what is measured is mostly a third of it.
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(15);
    // The same events each time: they are counted once, and nobody minds.
    private static readonly byte[] Body = WebhookLoad.Body(0);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public string Name => "ended-secret";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        await using var stack = await ChaosStack.StartAsync(run.Seed, cancellationToken, apps: 2);
        var latencies = new List<double>();
        for (var round = 0; round < run.Size(3, 30); round++)
            latencies.Add((await EndAsync(stack, $"utc-leak-{round}", cancellationToken)).TotalMilliseconds);

        latencies.Sort();
        tally.Count("secrets ended", latencies.Count);
        tally.Count("median ms", latencies[latencies.Count / 2]);
        tally.Count("longest ms", latencies[^1]);
        tally.Expect(
            latencies[^1] <= Promise.TotalMilliseconds, $"An ended secret opened the other host for {latencies[^1] / 1_000:0.0} s.");
        await FinalReckoning.JudgeAsync(stack, tally, memoryBefore: 0, cancellationToken);
    }

    private static async Task<TimeSpan> EndAsync(ChaosStack stack, string college, CancellationToken cancellationToken)
    {
        using var here = Client(stack.Addresses[0]);
        using var there = Client(stack.Addresses[1]);
        using var join = await here.PutAsync(
            $"/api/colleges/{college}", new StringContent($$"""{"name":"{{college}}"}""", null, "application/json"), cancellationToken);
        join.EnsureSuccessStatusCode();
        var joined = JsonSerializer.Deserialize<JsonElement>(await join.Content.ReadAsStringAsync(cancellationToken));
        var leaked = new WebhookLoad(college, joined.GetProperty("webhookSecret").GetString()!);

        // The other host knows it before it ends.
        for (var delivery = 0; await SendAsync(there, leaked, delivery, cancellationToken) != HttpStatusCode.Accepted; delivery++)
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        for (var rotation = 0; rotation < 2; rotation++)
        {
            using var rotated = await here.PostAsync($"/api/colleges/{college}/secret", null, cancellationToken);
            rotated.EnsureSuccessStatusCode();
        }

        var clock = Stopwatch.StartNew();
        for (var delivery = 1_000; await SendAsync(there, leaked, delivery, cancellationToken) != HttpStatusCode.Unauthorized; delivery++)
        {
            if (clock.Elapsed > Promise * 4)
                break;
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        return clock.Elapsed;
    }

    private static async Task<HttpStatusCode> SendAsync(
        HttpClient app, WebhookLoad college, int delivery, CancellationToken cancellationToken)
    {
        using var request = college.Request(delivery, Body);
        using var response = await app.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }

    private static HttpClient Client(Uri app)
    {
        var client = new HttpClient { BaseAddress = app };
        client.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", ManagerPrincipal.Header);
        return client;
    }
}
