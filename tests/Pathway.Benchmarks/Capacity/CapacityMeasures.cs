using System.Net.Http.Json;
using NCrontab;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Benchmarks.Capacity;

/// <summary>Counts what the app does for each piece of work, at two sizes of the programme. No time is measured.</summary>
internal sealed class CapacityMeasures
{
    private const int Few = 5;
    private const int Many = 25;

    private CapacityMeasures(Usage delivery, Cost activity, Cost move, Cost digests, Cost month)
    {
        (Delivery, Activity, Move, Digests, Timers) = (delivery, activity, move, digests, month);
    }

    /// <summary>A delivery of fifty facts, from the call to the table.</summary>
    public Usage Delivery { get; }

    /// <summary>An activity for every college, put in.</summary>
    public Cost Activity { get; }

    /// <summary>The same, moved.</summary>
    public Cost Move { get; }

    /// <summary>A week's digests.</summary>
    public Cost Digests { get; }

    /// <summary>A month of timers with nothing to do.</summary>
    public Cost Timers { get; }

    public static async Task<CapacityMeasures> TakeAsync(CancellationToken cancellationToken)
    {
        var few = await AtAsync(Few, cancellationToken);
        var many = await AtAsync(Many, cancellationToken);
        return new CapacityMeasures(
            await DeliveryAsync(cancellationToken),
            Cost.Between(Few, few.Activity, Many, many.Activity),
            Cost.Between(Few, few.Move, Many, many.Move),
            Cost.Between(Few, few.Digests, Many, many.Digests),
            Cost.Between(Few, few.Timers, Many, many.Timers));
    }

    private static async Task<(Usage Activity, Usage Move, Usage Digests, Usage Timers)> AtAsync(
        int colleges, CancellationToken cancellationToken)
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = new(2026, 11, 9, 6, 0, 0, TimeSpan.Zero) });
        for (var college = 1; college <= colleges; college++)
            await JoinAsync(app, $"utc-{college:D2}", cancellationToken);
        await app.DrainAsync();
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: cancellationToken);

        var activity = await CountAsync(app, runs: 2, () => PlanAsync(app, hour: 10, cancellationToken));
        var move = await CountAsync(app, runs: 2, () => PlanAsync(app, hour: 14, cancellationToken));
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: cancellationToken);

        // The second Monday after they joined: there is a whole week to tell of.
        app.Time.AdjustTime(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var digests = await CountAsync(app, runs: 1 + (colleges / 90.0), async () =>
        {
            await app.Host.InvokeAsync("SendDigests", cancellationToken: cancellationToken);
            await app.DrainAsync();
        });
        return (activity, move, digests, await TimersAsync(app, cancellationToken));
    }

    /// <summary>Each timer once with nothing to do, as often as its schedule has it in thirty days.</summary>
    private static async Task<Usage> TimersAsync(AppUnderTest app, CancellationToken cancellationToken)
    {
        var (start, sum) = (new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc), default(Usage));
        foreach (var timer in app.Host.Functions.Where(function => function.Kind == TriggerKind.Timer))
        {
            // Twice, and the second counts: the first may have something left to do.
            await app.Host.InvokeAsync(timer.Name, cancellationToken: cancellationToken);
            await app.DrainAsync();
            var once = await CountAsync(app, runs: 1, () => app.Host.InvokeAsync(timer.Name, cancellationToken: cancellationToken));
            var times = CrontabSchedule.Parse(timer.Trigger, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
                .GetNextOccurrences(start, start.AddDays(30)).Count();
            sum += once * times;
        }

        return sum;
    }

    private static async Task<Usage> DeliveryAsync(CancellationToken cancellationToken)
    {
        const int Times = 20;
        await using var app = await BenchmarkApp.StartAsync(await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var load = await app.JoinAsync("utc-bench");
        app.Outgoing.Watch();
        app.HostCalls.Watch();
        for (var delivery = 0; delivery < Times; delivery++)
        {
            using var request = load.Request(delivery, WebhookLoad.Body(delivery));
            using var response = await app.Client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
        }

        await app.DrainAsync();
        var own = Sort(app.Outgoing.Calls);
        return (own with { Queues = own.Queues + app.HostCalls.Count, Runs = 2 * Times }) * (1.0 / Times);
    }

    private static async Task<Usage> CountAsync(AppUnderTest app, double runs, Func<Task> act)
    {
        var mails = app.Graph.Mail.Count;
        app.Outgoing.Watch();
        await act();
        var sent = app.Graph.Mail.Skip(mails).ToList();
        return Sort(app.Outgoing.Calls) with
        {
            People = sent.Count,
            Messages = sent.Select(mail => mail.EventId ?? mail.MessageId).Distinct(StringComparer.Ordinal).Count(),
            Runs = runs,
        };
    }

    private static Usage Sort(IEnumerable<string> calls)
    {
        var usage = default(Usage);
        foreach (var path in calls.Select(call => call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]))
        {
            usage += path switch
            {
                _ when path.StartsWith("/v1.0/", StringComparison.Ordinal) => new Usage { Graph = 1 },
                _ when IsQueue(path) => new Usage { Queues = 1 },
                _ when IsTable(path) => new Usage { Tables = 1 },
                _ => new Usage { Blobs = 1 },
            };
        }

        return usage;
    }

    // Messages of a queue, or a queue itself, whose name has a hyphen behind its prefix.
    private static bool IsQueue(string path) => path.Contains("/messages", StringComparison.Ordinal)
        || (path.Split('/') is [_, _, var name] && name.Contains('-', StringComparison.Ordinal));

    // A row, a batch, or a table itself, which alone has capitals.
    private static bool IsTable(string path) => path.AsSpan().ContainsAny('(', '$')
        || (path.Split('/') is [_, _, var name] && name.Any(char.IsAsciiLetterUpper));

    private static async Task JoinAsync(AppUnderTest app, string college, CancellationToken cancellationToken)
    {
        var addresses = Enumerable.Range(1, Workload.AddressesOfCollege).Select(i => $"group-{i}@{college}.example.org").ToArray();
        using var response = await app.Manager.PutAsJsonAsync(
            $"/api/colleges/{college}",
            new { name = college, audience = addresses, contacts = new[] { $"head@{college}.example.org" } },
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static async Task PlanAsync(AppUnderTest app, int hour, CancellationToken cancellationToken)
    {
        using var response = await app.Manager.PutAsJsonAsync(
            "/api/activities/class",
            new
            {
                kind = "masterclass",
                title = "Class",
                start = $"2026-12-09T{hour}:00:00",
                end = $"2026-12-09T{hour + 1}:00:00",
                online = true,
            },
            cancellationToken);
        response.EnsureSuccessStatusCode();
        await app.DrainAsync();
    }
}
