using System.Net;
using Pathway.Local.Tests.Host;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Worker;

public sealed class WorkerDeathTests : IDisposable
{
    private readonly RecordedLog log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task Starts_a_worker_that_died_again_and_lets_requests_wait_for_it()
    {
        await using var host = await StartAsync(TimeSpan.FromMinutes(1));

        using var died = await host.SendAsync("POST", "/die");
        using var next = await host.SendAsync("GET", "/feeds/utc-northgate.ics");

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (died.StatusCode, await died.TextAsync()));
        Assert.Equal("feed of utc-northgate", await next.TextAsync());
        await log.WhenAsync(
            "The worker has ended. What ran in it has failed; it is started again in 1 s", Cancellation);
        await log.WhenAsync("The worker is up again", Cancellation);
    }

    [Fact]
    public async Task Answers_503_when_there_is_no_worker_in_time()
    {
        await using var host = await StartAsync(TimeSpan.Zero);

        using var died = await host.SendAsync("POST", "/die");
        using var next = await host.SendAsync("GET", "/feeds/utc-northgate.ics");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), (next.StatusCode, await next.TextAsync()));
        Assert.Equal(TimeSpan.FromSeconds(5), next.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Says_what_a_worker_said_that_does_not_start()
    {
        var options = await TestWorker.OptionsAsync(
            log,
            "work",
            "facts") with
        { Worker = new WorkerOptions(Path.ChangeExtension(TestWorker.Assembly, ".missing.dll")) };

        var fault = await Assert.ThrowsAsync<WorkerStartException>(() => options.StartAsync());

        Assert.Contains("Pathway.Testing.Worker.missing.dll", fault.Message, StringComparison.Ordinal);
    }

    private async Task<FunctionHost> StartAsync(TimeSpan patience)
    {
        var options = await TestWorker.OptionsAsync(log, LocalStorage.NewName("work"), LocalStorage.NewName("facts"));
        return await (options with { Worker = options.Worker! with { Patience = patience } }).StartAsync();
    }
}
