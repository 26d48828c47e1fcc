using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Guide;

/// <summary>
/// The technician's guide, docs/integrate.md as it was when this version was built, in HTML: with this app's own
/// address where the guide has https://…, and without links to documents that are not served.
/// </summary>
public sealed class GuideText(IOptions<ProgrammeOptions> programme)
{
    private readonly Lazy<string> html = new(() => Render(programme.Value));

    public string Html => html.Value;

    private static string Render(ProgrammeOptions programme)
    {
        // Raw HTML is shown as text: the guide has none.
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();
        var guide = Markdown.Parse(
            Text().Replace("https://…", programme.BaseUrl.TrimEnd('/'), StringComparison.Ordinal), pipeline);
        foreach (var link in guide.Descendants<LinkInline>().Where(link => !IsServed(link.Url)).ToList())
            link.ReplaceBy(new EmphasisInline { DelimiterChar = '*', DelimiterCount = 1 }, copyChildren: true);
        using var body = new StringWriter();
        var renderer = new HtmlRenderer(body);
        pipeline.Setup(renderer);
        renderer.Render(guide);
        return body.ToString();
    }

    private static bool IsServed(string? url) =>
        url is ['#', ..]
            || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    private static string Text()
    {
        using var stream = typeof(GuideText).Assembly.GetManifestResourceStream("integrate.md")
            ?? throw new InvalidOperationException("The guide was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
