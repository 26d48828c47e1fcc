using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Pathway.Local.Tests.Host;

public sealed class HostKeyTests(LocalStorage storage)
{
    [Theory]
    [InlineData("/open", null, HttpStatusCode.OK)]
    [InlineData("/open", "wrong", HttpStatusCode.OK)]
    [InlineData("/keyed", null, HttpStatusCode.Unauthorized)]
    [InlineData("/keyed", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/keyed", "function-key", HttpStatusCode.OK)]
    [InlineData("/keyed", "master-key", HttpStatusCode.OK)]
    [InlineData("/admins", null, HttpStatusCode.Unauthorized)]
    [InlineData("/admins", "function-key", HttpStatusCode.Unauthorized)]
    [InlineData("/admins", "master-key", HttpStatusCode.OK)]
    public async Task Opens_each_level_to_its_key_in_the_header_or_the_query(
        string path, string? key, HttpStatusCode status)
    {
        await using var host = await (storage.HostFor(typeof(Levels)) with { MasterKey = "master-key", FunctionKey = "function-key" }).StartAsync();

        var byHeader = await host.SendAsync("GET", path, key);
        var byQuery = await host.SendAsync("GET", key is null ? path : $"{path}?code={key}");

        Assert.Equal((status, status), (byHeader.StatusCode, byQuery.StatusCode));
        Assert.Equal(status == HttpStatusCode.OK ? "in" : "", await byHeader.TextAsync());
    }

    public static class Levels
    {
        [Function("Open")]
        public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            Results.Text("in");

        [Function("Keyed")]
        public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
            Results.Text("in");

        [Function("Admins")]
        public static IResult Admins([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) =>
            Results.Text("in");
    }
}
