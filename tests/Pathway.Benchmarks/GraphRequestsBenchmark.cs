using System.Globalization;
using System.Net.Http.Json;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// How many requests Graph gets for a term of 200 activities and 50 colleges: made, looked at again, with one college
/// more, with one activity moved. The floor is one for each invitation that changed.
/// </summary>
internal sealed class GraphRequestsBenchmark : IBenchmark
{
    private const int Activities = 200;
    private const int Colleges = 50;

    public string Name => "graph-requests";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await AppUnderTest.StartAsync();
        for (var college = 1; college <= Colleges; college++)
            await JoinAsync(app, college, cancellationToken);
        await app.DrainAsync();

        var cold = await CountAsync(app, "cold", Activities, async () =>
        {
            for (var activity = 1; activity <= Activities; activity++)
                await PlanAsync(app, activity, hour: 10, cancellationToken);
        });
        var unchanged = await CountAsync(app, "unchanged", 0, async () =>
        {
            for (var activity = 1; activity <= Activities; activity++)
                await PlanAsync(app, activity, hour: 10, cancellationToken);
            await app.Host.InvokeAsync("SweepCalendars", cancellationToken: cancellationToken);
        });
        var joined = await CountAsync(app, "one new college", Activities, async () =>
        {
            await JoinAsync(app, Colleges + 1, cancellationToken);
            await app.DrainAsync();
            app.Time.Advance(TimeSpan.FromMinutes(11));
            await app.Host.InvokeAsync("SweepCalendars", cancellationToken: cancellationToken);
        });
        var moved = await CountAsync(app, "one moved", 1, () => PlanAsync(app, 1, hour: 14, cancellationToken));
        return [cold, unchanged, joined, moved];
    }

    private async Task<BenchmarkRow> CountAsync(AppUnderTest app, string phase, int changed, Func<Task> act)
    {
        var (requests, mails) = (app.Graph.Requests.Count, app.Graph.Mail.Count);
        await act();
        await app.DrainAsync();
        var value = app.Graph.Requests.Count - requests;
        return new BenchmarkRow(
            Name, value, "requests", changed, changed == 0 ? null : (double)value / changed,
            $"{phase}: {changed} invitations changed, {(app.Graph.Mail.Count - mails).ToString(CultureInfo.InvariantCulture)} mails");
    }

    private static async Task JoinAsync(AppUnderTest app, int college, CancellationToken cancellationToken)
    {
        var name = $"utc-{college:D2}";
        using var response = await app.Manager.PutAsJsonAsync(
            $"/api/colleges/{name}", new { name, audience = new[] { $"staff@{name}.example.org", $"students@{name}.example.org" } }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static async Task PlanAsync(AppUnderTest app, int activity, int hour, CancellationToken cancellationToken)
    {
        var day = new DateOnly(2026, 12, 1).AddDays(activity % 60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var response = await app.Manager.PutAsJsonAsync(
            $"/api/activities/class-{activity:D3}",
            new { kind = "masterclass", title = $"Class {activity}", description = "What to bring.", start = $"{day}T{hour}:00:00", end = $"{day}T{hour + 1}:00:00", timeZone = "Europe/London", online = true },
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
