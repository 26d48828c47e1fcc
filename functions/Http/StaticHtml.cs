using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pathway.Functions.Http;

/// <summary>
/// Renders a Razor component to a whole document outside any request: mails and printed reports. It has services of its own, none:
/// such a component gets all it shows as its one parameter.
/// </summary>
public sealed class StaticHtml(ILoggerFactory logging) : IAsyncDisposable
{
    private readonly HtmlRenderer renderer = new(new ServiceCollection().BuildServiceProvider(), logging);

    public Task<string> RenderAsync<TComponent>(string parameter, object value)
        where TComponent : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter] = value });
            return "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString();
        });

    public ValueTask DisposeAsync() => renderer.DisposeAsync();
}
