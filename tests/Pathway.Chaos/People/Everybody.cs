using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.People;

/// <summary>
/// The programme's manager and the colleges: honest people, who repeat what was not answered and keep count of what was.
/// </summary>
internal sealed class Everybody(ChaosStack stack, int seed) : IDisposable
{
    /// <summary>Full weeks that the colleges report of.</summary>
    public const int WeeksBack = 5;

    private readonly ConcurrentDictionary<string, PlannedActivity> activities = new(StringComparer.Ordinal);
    private readonly SortedSet<string> weeks = new(StringComparer.Ordinal);
    private int nextActivity;
    private int asked;

    /// <summary>In every learner's identifier and in nothing else: what is found with it at rest is a learner's.</summary>
    public string Mark { get; } = $"zq{Math.Abs(seed) % 100_000:D5}kx";

    public IReadOnlyList<College> Colleges { get; private set; } = [];

    public IReadOnlyDictionary<string, PlannedActivity> Activities => activities;

    /// <summary>Weeks whose digests were asked for.</summary>
    public IReadOnlyCollection<string> Weeks => weeks;

    public Patience Patience { get; } = new(() => stack.Addresses);

    /// <summary>The colleges join.</summary>
    public async Task BeginAsync(int colleges, CancellationToken cancellationToken)
    {
        var joined = new List<College>();
        for (var number = 0; number < colleges; number++)
            joined.Add(await College.JoinAsync($"utc-steady-{number:D2}", Mark, Patience, cancellationToken));
        Colleges = joined;
    }

    /// <summary>A masterclass some weeks ahead, for everybody.</summary>
    public async Task<PlannedActivity> PlanAsync(CancellationToken cancellationToken)
    {
        var activity = new PlannedActivity($"chaos-{Interlocked.Increment(ref nextActivity):D4}");
        await EditAsync(activity, cancellationToken);
        return activity;
    }

    /// <summary>Another title and another hour; the first time it is made.</summary>
    public async Task EditAsync(PlannedActivity activity, CancellationToken cancellationToken)
    {
        activity.Edits++;
        activities[activity.Id] = activity;
        await Patience.InsistAsync(
            () => new HttpRequestMessage(
                HttpMethod.Put,
                $"api/activities/{activity.Id}")
            { Content = JsonContent.Create(activity.Definition) }, cancellationToken);
    }

    /// <summary>Asks for the digests of one of the last weeks; each in its turn, and after the last the first again.</summary>
    public Task DigestAsync(CancellationToken cancellationToken)
    {
        var monday = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-7 * ((asked++ % WeeksBack) + 1));
        var week = $"{ISOWeek.GetYear(monday)}-W{ISOWeek.GetWeekOfYear(monday):D2}";
        weeks.Add(week);
        return AskAgainAsync(week, cancellationToken);
    }

    /// <summary>As whoever is not sure that it was heard.</summary>
    public Task AskAgainAsync(string week, CancellationToken cancellationToken) =>
        Patience.InsistAsync(() => new HttpRequestMessage(HttpMethod.Post, $"api/digests/{week}"), cancellationToken);

    /// <summary>Runs a timer or queue function now, where an app is up.</summary>
    public Task RunAsync(string function, CancellationToken cancellationToken, string input = "") => Patience.InsistAsync(
        () =>
        {
            var request = new HttpRequestMessage(
                HttpMethod.Post, $"admin/functions/{function}")
            { Content = JsonContent.Create(new { input }) };
            request.Headers.Add("x-functions-key", "local");
            return request;
        },
        cancellationToken);

    /// <summary>What was taken out of the calendar was taken out by accident, says the manager.</summary>
    public Task RestoreCancellationsAsync(CancellationToken cancellationToken) => Patience.InsistAsync(
        () => new HttpRequestMessage(HttpMethod.Post, "api/calendar/restore-cancellations"), cancellationToken);

    public Task<JsonElement> ReadAsync(string path, CancellationToken cancellationToken) =>
        Patience.InsistAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>Colleges report and the manager plans, until told to stop; whatever goes on around them.</summary>
    public async Task LiveAsync(Random draws, CancellationToken until, CancellationToken cancellationToken)
    {
        var turn = 0;
        await Task.WhenAll(Colleges.Select(college => ReportAsync(college, until, cancellationToken)).Append(ManageAsync()));

        async Task ManageAsync()
        {
            while (!until.IsCancellationRequested)
            {
                var known = activities.Values.ToList();
#pragma warning disable CA5394 // Repeatable, not secret.
                if (known.Count < 6 || turn % 3 == 0)
                    await PlanAsync(cancellationToken);
                else
                    await EditAsync(known[draws.Next(known.Count)], cancellationToken);
#pragma warning restore CA5394
                turn++;
                await PauseAsync(TimeSpan.FromMilliseconds(700), until);
            }
        }
    }

    public void Dispose() => Patience.Dispose();

    private static async Task ReportAsync(College college, CancellationToken until, CancellationToken cancellationToken)
    {
        while (!until.IsCancellationRequested)
        {
            await college.ReportAsync(20, cancellationToken);
            await PauseAsync(TimeSpan.FromMilliseconds(150), until);
        }
    }

    private static Task PauseAsync(TimeSpan pause, CancellationToken until) =>
        Task.Delay(pause, TimeProvider.System, until).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
