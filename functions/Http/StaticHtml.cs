using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pathway.Functions.Http;

/// <summary>
/// Renders a Razor component to a whole document: pages, mails, printed reports. Such a component gets all it shows
/// as parameters, so it needs no services, and nothing of Razor is loaded before the first one is rendered: that is
/// why this is no service itself.
/// </summary>
public static class StaticHtml
{
    public static Task<string> RenderAsync<TComponent>(string parameter, object value)
        where TComponent : IComponent =>
        RenderAsync<TComponent>(new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter] = value });

    public static async Task<string> RenderAsync<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // One for each document: a renderer keeps every component it ever rendered.
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return html.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? html : "<!DOCTYPE html>\n" + html;
    }
}
