using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

public sealed class AdminApiTests(LocalStorage storage)
{
    private const string Key = "local";

    private readonly Probe _probe = new();

    [Theory]
    [InlineData("GET", "/admin/functions")]
    [InlineData("POST", "/admin/functions/Tick")]
    [InlineData("GET", "/admin/host/status")]
    public async Task Needs_the_master_key(string verb, string path)
    {
        await using var host = await (Options() with { MasterKey = "master", FunctionKey = Key }).StartAsync();

        var response = await host.SendAsync(verb, path, Key);

        Assert.Equal((HttpStatusCode.Unauthorized, ""), (response.StatusCode, await response.TextAsync()));
    }

    [Fact]
    public async Task Answers_a_ping_to_anybody_and_its_state_to_an_admin()
    {
        await using var host = await Options().StartAsync();

        var status = JsonElement.Parse(await (await host.SendAsync("GET", "/admin/host/status", Key)).TextAsync());

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync("GET", "/admin/host/ping")).StatusCode);
        Assert.Equal("Running", status.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Lists_every_function_with_its_trigger()
    {
        await using var host = await Options()
            .WithSetting("Queue", "jobs")
            .WithSetting("AzureWebJobs.Job.Disabled", "true")
            .StartAsync();

        var list = await (await host.SendAsync("GET", "/admin/functions", Key)).TextAsync();

        Assert.Equal(
            """[{"name":"Hello","invoke_url_template":"ADDRESS/hello/{name}","isDisabled":false,"config":{"bindings":[{"type":"httpTrigger","methods":["GET","POST"]}]}},"""
            + """{"name":"Job","isDisabled":true,"config":{"bindings":[{"type":"queueTrigger","queueName":"jobs"}]}},"""
            + """{"name":"Tick","isDisabled":false,"config":{"bindings":[{"type":"timerTrigger","schedule":"0 0 0 1 1 *"}]}}]""",
            list.Replace(host.Address.GetLeftPart(UriPartial.Authority), "ADDRESS", StringComparison.Ordinal));
        Assert.Equal(
            [$"Hello: [GET,POST] {host.Address}hello/{{name}}", "Job: queue jobs (disabled)", "Tick: timer 0 0 0 1 1 *"],
            host.Functions.Select(function => function.ToString()));
    }

    [Theory]
    [InlineData("Tick", """{"input":""}""", "ticking")]
    [InlineData("tick", "{}", "ticking")]
    [InlineData("Tick", "", "ticking")]
    [InlineData("Job", """{"input":"paint"}""", "job paint")]
    public async Task Runs_a_timer_or_queue_function_in_the_background(string function, string body, string told)
    {
        await using var host = await Options().StartAsync();

        // The functions wait at the gate: an answer that waited for them would never come.
        var response = await host.SendAsync("POST", $"/admin/functions/{function}", Key, new StringContent(body));

        Assert.Equal((HttpStatusCode.Accepted, ""), (response.StatusCode, await response.TextAsync()));
        Assert.Equal(told, await _probe.NextAsync());
        _probe.Gate.SetResult();
    }

    [Theory]
    [InlineData("Nobody", "{}", HttpStatusCode.NotFound)]
    [InlineData("Hello", "{}", HttpStatusCode.BadRequest)]
    [InlineData("Tick", "nonsense", HttpStatusCode.BadRequest)]
    [InlineData("Tick", "null", HttpStatusCode.BadRequest)]
    [InlineData("Tick", """{"input":5}""", HttpStatusCode.BadRequest)]
    public async Task Refuses_to_run_what_it_cannot(string function, string body, HttpStatusCode status)
    {
        await using var host = await Options().StartAsync();

        var response = await host.SendAsync("POST", $"/admin/functions/{function}", Key, new StringContent(body));

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(_probe.Told);
    }

    private FunctionHostOptions Options() => storage.HostFor(typeof(Functions)).With(_probe);

    public sealed class Functions(Probe probe)
    {
        [Function("Hello")]
        public IResult Hello(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "hello/{name}")] HttpRequest request,
            string name)
        {
            probe.Tell($"hello {name}");
            return Results.Ok();
        }

        [Function("Tick")]
        public Task Tick([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => WaitAsync("ticking");

        [Function("Job")]
        public Task Job([QueueTrigger("%Queue%")] string work) => WaitAsync($"job {work}");

        private async Task WaitAsync(string doing)
        {
            probe.Tell(doing);
            await probe.Gate.Task;
        }
    }
}
