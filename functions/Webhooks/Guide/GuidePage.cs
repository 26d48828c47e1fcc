using System.Net;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Guide;

/// <summary>
/// The technician's guide, docs/integrate.md as it was when this version was built, as a page: with this app's own
/// address where the guide has https://…, and without links to documents that are not served.
/// </summary>
public sealed class GuidePage(IOptions<ProgrammeOptions> programme)
{
    private const string Style = DocumentStyle.Sheet + """
        main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; background: var(--sheet); }
        code, pre { font: .9rem/1.5 ui-monospace, Consolas, monospace; }
        pre { white-space: pre-wrap; padding: .75rem; background: var(--tint); border-radius: .35rem; }
        th, td { padding: .35rem .75rem .35rem 0; }

        """ + DocumentStyle.StackedTables;

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
        var title = WebUtility.HtmlEncode($"Connect a college's systems · {programme.Name}");
        return $"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>
            """;
    }

    private static bool IsServed(string? url) =>
        url is ['#', ..]
            || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    private static string Text()
    {
        using var stream = typeof(GuidePage).Assembly.GetManifestResourceStream("integrate.md")
            ?? throw new InvalidOperationException("The guide was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
