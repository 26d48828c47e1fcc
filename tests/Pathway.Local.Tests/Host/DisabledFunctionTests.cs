using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

/// <summary>https://learn.microsoft.com/azure/azure-functions/disable-function</summary>
public sealed class DisabledFunctionTests(LocalStorage storage)
{
    private readonly Probe _probe = new();

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData(null, false)]
    public async Task Is_not_there_for_who_lacks_the_master_key(string? setting, bool disabled)
    {
        await using var host = await Options().WithSetting("AzureWebJobs.Page.Disabled", setting).StartAsync();

        Assert.Equal(disabled, host.Functions.Single(function => function.Name == "Page").Disabled);
        Assert.Equal(
            disabled ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await host.SendAsync("GET", "/page")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync("GET", "/page", "local")).StatusCode);
    }

    [Fact]
    public async Task Has_no_running_trigger_but_can_be_run_by_an_admin()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 11, 59, 0, TimeSpan.Zero));
        var options = Options()
            .WithSetting("AzureWebJobs.Tick.Disabled", "1")
            .WithSetting("AzureWebJobs.Job.Disabled", "1") with
        { TimeProvider = clock };
        await using var host = await options.StartAsync();

        clock.Advance(TimeSpan.FromHours(2));
        await host.DrainQueuesAsync(TestContext.Current.CancellationToken);
        Assert.False(
            (await storage.Queue(options.Settings["Queue"]!).ExistsAsync(TestContext.Current.CancellationToken)).Value);
        await host.SendAsync("POST", "/admin/functions/Tick", "local", new StringContent("{}"));

        Assert.Equal("tick", await _probe.NextAsync());
        Assert.Single(_probe.Told);
    }

    private FunctionHostOptions Options() => storage.HostFor(typeof(Functions)).With(_probe);

    public sealed class Functions(Probe probe)
    {
        [Function("Page")]
        public static string Page([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "page";

        [Function("Tick")]
        public void Tick([TimerTrigger("0 0 * * * *")] TimerInfo timer) => probe.Tell("tick");

        [Function("Job")]
        public void Job([QueueTrigger("%Queue%")] string work) => probe.Tell(work);
    }
}
