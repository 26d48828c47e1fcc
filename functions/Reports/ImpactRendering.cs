using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Pathway.Functions.Reports;

/// <summary>The report as a page to print.</summary>
public sealed class ImpactRendering(HtmlRenderer renderer)
{
    public Task<string> RenderAsync(ImpactReport report) => renderer.Dispatcher.InvokeAsync(async () =>
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ImpactPage.Report)] = report });
        return "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<ImpactPage>(parameters)).ToHtmlString();
    });
}
