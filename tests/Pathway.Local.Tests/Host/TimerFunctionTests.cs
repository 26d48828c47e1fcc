using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Host;

public sealed class TimerFunctionTests(LocalStorage storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Probe _probe = new();
    private readonly WatchedTime _clock = new(Noon.AddSeconds(30));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_at_each_occurrence_and_stores_where_it_stands()
    {
        var options = Options(typeof(EveryFiveMinutes));
        await using var host = await options.StartAsync();
        Assert.Equal("""{"Last":"0001-01-01T00:00:00","Next":"2026-03-02T12:05:00Z","LastUpdated":"2026-03-02T12:00:30Z"}""", await StatusAsync(options));

        await MoveToAsync(Noon.AddMinutes(5));
        Assert.Equal("on time, last 0001-01-01T00:00:00 next 2026-03-02T12:05:00", await _probe.NextAsync());
        await MoveToAsync(Noon.AddMinutes(10));
        Assert.Equal("on time, last 2026-03-02T12:05:00 next 2026-03-02T12:10:00", await _probe.NextAsync());
        await ArmedForAsync(Noon.AddMinutes(15));

        Assert.Equal("""{"Last":"2026-03-02T12:10:00Z","Next":"2026-03-02T12:15:00Z","LastUpdated":"2026-03-02T12:10:00Z"}""", await StatusAsync(options));
    }

    [Fact]
    public async Task Makes_good_with_one_run_for_all_that_it_missed()
    {
        var options = Options(typeof(EveryFiveMinutes));
        await using (await options.StartAsync())
            await ArmedForAsync(Noon.AddMinutes(5));
        _clock.SetUtcNow(Noon.AddHours(3).AddMinutes(2));

        await using var host = await options.StartAsync();

        Assert.Equal("past due, last 0001-01-01T00:00:00 next 2026-03-02T12:05:00", await _probe.NextAsync());
        await MoveToAsync(Noon.AddHours(3).AddMinutes(5));
        Assert.Equal("on time, last 2026-03-02T15:02:00 next 2026-03-02T15:05:00", await _probe.NextAsync());
    }

    [Fact]
    public async Task Runs_nothing_at_a_start_that_missed_nothing()
    {
        var options = Options(typeof(EveryFiveMinutes));
        await using (await options.StartAsync())
            await ArmedForAsync(Noon.AddMinutes(5));
        _clock.SetUtcNow(Noon.AddMinutes(4));

        await using var host = await options.StartAsync();
        await MoveToAsync(Noon.AddMinutes(5));

        Assert.StartsWith("on time", await _probe.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_overlaps_itself_and_catches_up_once_when_a_run_was_long()
    {
        await using var host = await Options(typeof(Slow), typeof(EveryFiveMinutes)).StartAsync();

        await MoveToAsync(Noon.AddMinutes(1));
        Assert.Equal("slow", await _probe.NextAsync());
        // Another timer goes on meanwhile.
        await MoveToAsync(Noon.AddMinutes(5));
        Assert.StartsWith("on time", await _probe.NextAsync(), StringComparison.Ordinal);
        _probe.Gate.SetResult();

        Assert.Equal("slow", await _probe.NextAsync());
        await ArmedForAsync(Noon.AddMinutes(6));
        Assert.Equal((2, 1), (_probe.Told.Count(told => told == "slow"), _probe.MostRunning));
    }

    [Fact]
    public async Task Waits_for_the_next_occurrence_after_a_failure()
    {
        await using var host = await Options(typeof(Failing)).StartAsync();

        await MoveToAsync(Noon.AddMinutes(1));
        await MoveToAsync(Noon.AddMinutes(2));
        await ArmedForAsync(Noon.AddMinutes(3));

        Assert.Equal(["failing", "failing"], _probe.Told);
    }

    [Fact]
    public async Task Runs_at_start_and_stores_nothing_where_its_attribute_says_so()
    {
        var options = Options(typeof(Eager));

        await using var host = await options.StartAsync();
        Assert.Equal("eager, no status", await _probe.NextAsync());
        await ArmedForAsync(Noon.AddHours(1));

        Assert.False(
            (await storage.Blob("azure-webjobs-hosts", $"timers/{options.HostId}/Eager/status").ExistsAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task Takes_its_schedule_from_a_setting_and_waits_for_days()
    {
        await using var host = await Options(typeof(Scheduled)).WithSetting("Terms", "0 0 9 1 9 *").StartAsync();

        for (var day = Noon.AddSeconds(30).AddDays(1); day < new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero); day = day.AddDays(1))
            await MoveToAsync(day);
        Assert.Empty(_probe.Told);
        await MoveToAsync(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero));

        Assert.Equal("term", await _probe.NextAsync());
    }

    [Fact]
    public async Task Stays_still_when_timers_are_left_to_the_test()
    {
        await using var host = await (Options(typeof(EveryFiveMinutes)) with { RunTimers = false }).StartAsync();

        _clock.Advance(TimeSpan.FromHours(1));
        await host.InvokeAsync(nameof(EveryFiveMinutes), cancellationToken: Cancellation);
        await host.InvokeAsync(nameof(EveryFiveMinutes), new TimerInfo { IsPastDue = true }, Cancellation);

        Assert.Equal(["on time, no status", "past due, no status"], _probe.Told);
    }

    private FunctionHostOptions Options(params Type[] functions) =>
        storage.HostFor(functions).With(_probe) with { TimeProvider = _clock };

    private Task ArmedForAsync(DateTimeOffset due) =>
        _clock.WhenAwaited(due).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);

    private async Task MoveToAsync(DateTimeOffset due)
    {
        await ArmedForAsync(due);
        _clock.SetUtcNow(due);
    }

    private async Task<string> StatusAsync(FunctionHostOptions options)
    {
        BlobDownloadResult blob = await storage.Blob(
            "azure-webjobs-hosts", $"timers/{options.HostId}/{nameof(EveryFiveMinutes)}/status")
            .DownloadContentAsync(Cancellation);
        return blob.Content.ToString();
    }

    private static string Words(TimerInfo timer)
    {
        var status = timer.ScheduleStatus is { } known ? $"last {known.Last:s} next {known.Next:s}" : "no status";
        return $"{(timer.IsPastDue ? "past due" : "on time")}, {status}";
    }

    public sealed class EveryFiveMinutes(Probe probe)
    {
        [Function(nameof(EveryFiveMinutes))]
        public void Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => probe.Tell(Words(timer));
    }

    public sealed class Slow(Probe probe)
    {
        [Function(nameof(Slow))]
        public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            probe.Enter();
            probe.Tell("slow");
            await probe.Gate.Task;
            probe.Leave();
        }
    }

    public sealed class Failing(Probe probe)
    {
        [Function(nameof(Failing))]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            probe.Tell("failing");
            throw new InvalidOperationException("on purpose");
        }
    }

    public sealed class Eager(Probe probe)
    {
        [Function(nameof(Eager))]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer)
            => probe.Tell(timer.ScheduleStatus is null ? "eager, no status" : "eager");
    }

    public sealed class Scheduled(Probe probe)
    {
        [Function(nameof(Scheduled))]
        public void Run([TimerTrigger("%Terms%")] TimerInfo timer) => probe.Tell("term");
    }
}
