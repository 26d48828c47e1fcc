using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

public sealed class FunctionDefinitionTests(LocalStorage storage)
{
    [Theory]
    [InlineData(typeof(Twice), "Function Same is defined more than once")]
    [InlineData(
        typeof(NoTrigger),
        "Function Idle (Pathway.Local.Tests.Host.FunctionDefinitionTests+NoTrigger.Idle) has no parameter with a trigger")]
    [InlineData(
        typeof(TwoTriggers),
        "Function Both (Pathway.Local.Tests.Host.FunctionDefinitionTests+TwoTriggers.Both) has more than one trigger")]
    [InlineData(typeof(SameRoute), "Functions One and Other both answer things/{id}")]
    [InlineData(typeof(HostsRoute), "under one that the host keeps for itself")]
    [InlineData(typeof(BadRoute), "its route 'things/{id' is none")]
    [InlineData(typeof(BadConstraint), "unknown constraint 'prime'")]
    [InlineData(typeof(UnboundParameter), "nothing can be bound to its parameter String name")]
    [InlineData(typeof(WrongTriggerType), "an HTTP trigger is on a parameter of type HttpRequest")]
    [InlineData(typeof(FiveFields), "'*/5 * * * *' is not a schedule of six fields")]
    [InlineData(typeof(UnknownSetting), "Function Lost: no setting replaces %Nowhere% in '%Nowhere%'")]
    [InlineData(typeof(UnknownConnection), "Function Unplugged: no setting Elsewhere holds its connection string")]
    [InlineData(typeof(BadQueueName), "'Not_A_Queue' cannot be a queue's name")]
    [InlineData(typeof(BadName), "a function's name is a letter")]
    [InlineData(typeof(Hidden), "only public methods of public classes are functions")]
    public async Task Refuses_to_start_and_names_the_function(Type functions, string reason)
    {
        var fault = await Assert.ThrowsAsync<FunctionDefinitionException>(
            () => storage.HostFor(functions).StartAsync());

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_functions_share_a_route_when_their_verbs_or_constraints_differ()
    {
        await using var host = await storage.HostFor(typeof(SharedRoute)).StartAsync();

        Assert.Equal("number", await (await host.SendAsync("GET", "/things/7")).TextAsync());
        Assert.Equal("name", await (await host.SendAsync("GET", "/things/seven")).TextAsync());
        Assert.Equal("made", await (await host.SendAsync("POST", "/things/7")).TextAsync());
    }

    public static class Twice
    {
        [Function("Same")]
        public static void One([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => _ = timer;

        [Function("same")]
        public static void Other([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => _ = timer;
    }

    public static class NoTrigger
    {
        [Function("Idle")]
        public static void Idle(CancellationToken cancellation) => _ = cancellation;
    }

    public static class TwoTriggers
    {
        [Function("Both")]
        public static void Both(
            [TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, [QueueTrigger("queue")] string message) =>
            _ = (timer, message);
    }

    public static class SameRoute
    {
        [Function("One")]
        public static string One(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "things/{id}")] HttpRequest request) => request.Method;

        [Function("Other")]
        public static string Other(
            [HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "Things/{name?}")] HttpRequest request) => request.Method;
    }

    public static class SharedRoute
    {
        [Function("ByNumber")]
        public static string ByNumber(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request) => "number";

        [Function("ByName")]
        public static string ByName(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{name}")] HttpRequest request) => "name";

        [Function("Make")]
        public static string Make(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things/{id}")] HttpRequest request) => "made";
    }

    public static class HostsRoute
    {
        [Function("Usurper")]
        public static string Usurper(
            [HttpTrigger(AuthorizationLevel.Anonymous, Route = "Admin/{path}")] HttpRequest request) => request.Method;
    }

    public static class BadRoute
    {
        [Function("Open")]
        public static string Open(
            [HttpTrigger(AuthorizationLevel.Anonymous, Route = "things/{id")] HttpRequest request) => request.Method;
    }

    public static class BadConstraint
    {
        [Function("Prime")]
        public static string Prime(
            [HttpTrigger(AuthorizationLevel.Anonymous, Route = "things/{id:prime}")] HttpRequest request) => request.Method;
    }

    public static class UnboundParameter
    {
        [Function("Greedy")]
        public static string Greedy(
            [HttpTrigger(AuthorizationLevel.Anonymous, Route = "things/{id}")] HttpRequest request,
            string name) => request.Method + name;
    }

    public static class WrongTriggerType
    {
        [Function("Body")]
        public static string Body([HttpTrigger(AuthorizationLevel.Anonymous)] string body) => body;
    }

    public static class FiveFields
    {
        [Function("Often")]
        public static void Often([TimerTrigger("*/5 * * * *")] TimerInfo timer) => _ = timer;
    }

    public static class UnknownSetting
    {
        [Function("Lost")]
        public static void Lost([QueueTrigger("%Nowhere%")] string message) => _ = message;
    }

    public static class UnknownConnection
    {
        [Function("Unplugged")]
        public static void Unplugged([QueueTrigger("queue", Connection = "Elsewhere")] string message) => _ = message;
    }

    public static class BadQueueName
    {
        [Function("Misnamed")]
        public static void Misnamed([QueueTrigger("Not_A_Queue")] string message) => _ = message;
    }

    public static class BadName
    {
        [Function("1st")]
        public static void First([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => _ = timer;
    }

    internal static class Hidden
    {
        [Function("Hidden")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => _ = timer;
    }
}
