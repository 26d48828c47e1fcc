using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

public sealed class HttpFunctionTests(LocalStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/things/7", "one 7")]
    [InlineData("PUT", "/things/7", "put 7")]
    [InlineData("GET", "/things/last", "the last")]
    [InlineData("GET", "/things", "all, page 1")]
    [InlineData("GET", "/things/pages/3", "all, page 3")]
    [InlineData("GET", "/files/a/b%20c/d.txt", "file a/b c/d.txt")]
    [InlineData("DELETE", "/anything", "DELETE")]
    [InlineData("GET", "/guids/0b2d7f4e-54a1-4f0e-9f0b-6a3f9b7c1d2e", "0b2d7f4e-54a1-4f0e-9f0b-6a3f9b7c1d2e")]
    public async Task Reaches_the_function_whose_route_and_verb_match(string verb, string path, string answer)
    {
        await using var host = await StartAsync();

        var response = await SendAsync(host, verb, path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("POST", "/things/7")]
    [InlineData("HEAD", "/things")]
    [InlineData("OPTIONS", "/things")]
    [InlineData("GET", "/things/seven")]
    public async Task Answers_an_unknown_route_or_a_wrong_verb_with_an_empty_404(string verb, string path)
    {
        await using var host = await StartAsync();

        var response = await SendAsync(host, verb, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.False(response.Content.Headers.Contains("Allow"));
    }

    [Fact]
    public async Task Returns_objects_as_JSON_and_nothing_as_it_is()
    {
        await using var host = await StartAsync();

        var thing = await SendAsync(host, "GET", "/json");
        var nothing = await SendAsync(host, "GET", "/direct");

        Assert.Equal("""{"name":"thing"}""", await thing.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("application/json", thing.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Accepted, nothing.StatusCode);
    }

    private Task<FunctionHost> StartAsync() => FunctionHost.StartAsync(storage.HostFor(typeof(Things)), Cancellation);

    private static async Task<HttpResponseMessage> SendAsync(FunctionHost host, string verb, string path)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        return await client.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path), Cancellation);
    }

#pragma warning disable CA1822 // Instance methods, as an app's functions are.
    public sealed class Things
    {
        [Function("GetThing")]
        public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request, int id)
            => Results.Text($"one {id}");

        [Function("PutThing")]
        public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "things/{id}")] HttpRequest request, string id)
            => Task.FromResult(Results.Text($"put {id}"));

        [Function("LastThing")]
        public async Task<string> Last([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/last")] HttpRequest request)
        {
            await Task.Yield();
            return "the last";
        }

        [Function("AllThings")]
        public ValueTask<IResult> All([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things")] HttpRequest request)
            => ValueTask.FromResult(Results.Text("all, page 1"));

        [Function("PageOfThings")]
        public IResult Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/pages/{page?}")] HttpRequest request, int? page)
            => Results.Text($"all, page {page}");

        [Function("File")]
        public static IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string path)
            => Results.Text($"file {path}");

        [Function("Anything")]
        public IResult Anything([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);

        [Function("ByGuid")]
        public IResult ByGuid([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guids/{id}")] HttpRequest request, Guid id)
            => Results.Text(id.ToString());

        [Function("Json")]
        public object Json([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new { Name = "thing" };

        [Function("Direct")]
        public void Direct([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
            => request.HttpContext.Response.StatusCode = StatusCodes.Status202Accepted;
    }
}
