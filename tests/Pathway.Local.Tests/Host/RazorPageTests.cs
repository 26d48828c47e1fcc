using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Local.Tests.Host;

public sealed class RazorPageTests(LocalStorage storage)
{
    [Fact]
    public async Task Renders_a_component_that_a_function_returns()
    {
        var options = storage.HostFor(typeof(Pages)) with { ConfigureServices = (services, _) => services.AddRazorComponents() };
        await using var host = await options.StartAsync();

        var response = await host.SendAsync("GET", "/hello/a%20%3Cworld%3E");

        Assert.Equal("<p>Hello, a &lt;world&gt;</p>", await response.TextAsync());
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    public static class Pages
    {
        [Function("Hello")]
        public static IResult Hello(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request, string path)
            => new RazorComponentResult<Greeting>(new { Name = path["hello/".Length..] });
    }

    public sealed class Greeting : ComponentBase
    {
        [Parameter]
        public string Name { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "p");
            builder.AddContent(1, $"Hello, {Name}");
            builder.CloseElement();
        }
    }
}
