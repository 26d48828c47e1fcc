using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

public sealed class HttpFunctionTests(LocalStorage storage)
{
    [Theory]
    [InlineData("GET", "/things/7", "one 7")]
    [InlineData("PUT", "/things/7", "put 7")]
    [InlineData("GET", "/things/last", "the last")]
    [InlineData("PUT", "/things/last", "put last")]
    [InlineData("GET", "/things", "all")]
    [InlineData("GET", "/pages", "page 1 of any")]
    [InlineData("GET", "/pages/3", "page 3 of any")]
    [InlineData("GET", "/pages/3/blue", "page 3 of blue")]
    [InlineData("GET", "/files/a/b%20c/d.txt", "file a/b c/d.txt")]
    [InlineData("GET", "/files", "file ")]
    [InlineData("DELETE", "/Anything", "DELETE")]
    [InlineData("GET", "/guids/0b2d7f4e-54a1-4f0e-9f0b-6a3f9b7c1d2e", "0b2d7f4e-54a1-4f0e-9f0b-6a3f9b7c1d2e")]
    public async Task Reaches_the_function_whose_route_and_verb_match(string verb, string path, string answer)
    {
        await using var host = await StartAsync();

        var response = await host.SendAsync(verb, path);

        Assert.Equal((HttpStatusCode.OK, answer), (response.StatusCode, await response.TextAsync()));
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/")]
    [InlineData("POST", "/things/7")]
    [InlineData("HEAD", "/things")]
    [InlineData("OPTIONS", "/things")]
    [InlineData("GET", "/things/seven")]
    public async Task Answers_an_unknown_route_or_a_wrong_verb_with_an_empty_404(string verb, string path)
    {
        await using var host = await StartAsync();

        var response = await host.SendAsync(verb, path);

        Assert.Equal((HttpStatusCode.NotFound, ""), (response.StatusCode, await response.TextAsync()));
        Assert.False(response.Content.Headers.Contains("Allow"));
    }

    [Fact]
    public async Task Puts_the_route_prefix_before_every_route()
    {
        await using var host = await (storage.HostFor(typeof(Things)) with { RoutePrefix = "api" }).StartAsync();

        Assert.Equal("all", await (await host.SendAsync("GET", "/api/things")).TextAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync("GET", "/things")).StatusCode);
    }

    [Fact]
    public async Task Returns_an_object_as_JSON_in_web_style()
    {
        await using var host = await StartAsync();

        var response = await host.SendAsync("GET", "/json");

        Assert.Equal("""{"name":"thing"}""", await response.TextAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/direct", HttpStatusCode.Accepted)]
    [InlineData("/null", HttpStatusCode.NoContent)]
    [InlineData("/action", HttpStatusCode.Gone)]
    public async Task Leaves_the_answer_to_a_function_that_writes_it_and_runs_an_action_result(
        string path, HttpStatusCode status)
    {
        await using var host = await StartAsync();

        var response = await host.SendAsync("GET", path);

        Assert.Equal((status, ""), (response.StatusCode, await response.TextAsync()));
    }

    [Fact]
    public async Task Gives_its_principal_to_who_comes_without_one()
    {
        await using var host = await (storage.HostFor(typeof(Things)) with { DefaultPrincipal = "manager" }).StartAsync();
        using var somebody = new HttpClient
        {
            BaseAddress = host.Address,
            DefaultRequestHeaders = { { "X-MS-CLIENT-PRINCIPAL", "somebody" } },
        };

        Assert.Equal("manager", await (await host.SendAsync("GET", "/who")).TextAsync());
        Assert.Equal("somebody", await somebody.GetStringAsync("/who", TestContext.Current.CancellationToken));
    }

    private Task<FunctionHost> StartAsync() => storage.HostFor(typeof(Things)).StartAsync();

#pragma warning disable CA1822 // Instance methods, as an app's functions are.
    public sealed class Things
    {
        [Function("GetThing")]
        public IResult Get(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request, int id)
            => Results.Text($"one {id}");

        [Function("PutThing")]
        public Task<IResult> Put(
            [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "things/{id}")] HttpRequest request, string id)
            => Task.FromResult(Results.Text($"put {id}"));

        [Function("LastThing")]
        public async Task<string> Last(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/last")] HttpRequest request)
        {
            await Task.Yield();
            return "the last";
        }

        [Function("AllThings")]
        public ValueTask<IResult> All(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things")] HttpRequest request)
            => ValueTask.FromResult(Results.Text("all"));

        [Function("Page")]
        public IResult Page(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pages/{number?}/{colour?}")] HttpRequest request,
            int? number,
            string colour = "any")
            => Results.Text($"page {number ?? 1} of {colour}");

        [Function("File")]
        public static IResult File(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request,
            string? path)
            => Results.Text($"file {path}");

        [Function("Anything")]
        public IResult Anything([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
            Results.Text(request.Method);

        [Function("ByGuid")]
        public IResult ByGuid(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guids/{id}")] HttpRequest request, Guid id)
            => Results.Text(id.ToString());

        [Function("Json")]
        public object Json([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new { Name = "thing" };

        [Function("Null")]
        public Task<object?> Null([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            Task.FromResult<object?>(null);

        [Function("Direct")]
        public void Direct([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
            => request.HttpContext.Response.StatusCode = StatusCodes.Status202Accepted;

        [Function("Action")]
        public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new StatusCodeResult(StatusCodes.Status410Gone);

        [Function("Who")]
        public string Who([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            request.Headers["X-MS-CLIENT-PRINCIPAL"].ToString();
    }
}
