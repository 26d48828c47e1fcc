namespace Pathway.GraphSimulator.Page;

/// <summary>What every page has around it. Style and script are in the page itself: nothing is loaded from anywhere.</summary>
internal static class Layout
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
        + "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'self'";

    private static readonly Markup Icon = new(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
        + "%3Crect width='32' height='32' rx='8' fill='%235b5fc7'/%3E"
        + "%3Cpath d='M9 11h14v12H9zM12 8v5M20 8v5M9 15h14' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E");

    private static readonly Markup Style = Resource("page.css");
    private static readonly Markup Script = Resource("follow.js");

    /// <param name="version">Changes with what the page shows; the script fetches the page again when it did.</param>
    public static string Page(string title, string version, Markup main, bool follows = false) => Markup.From($"""
        <!doctype html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} · Graph simulator</title>
        <link rel="icon" href="{Icon}">
        <style>{Style}</style>
        </head>
        <body data-version="{version}">
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <a class="brand" href="/"><span class="logo" aria-hidden="true"></span>Graph simulator</a>
          <p>Microsoft 365 on this computer. Nothing here leaves it.</p>
          {Markup.When(follows, $"<label class=\"follow\"><input type=\"checkbox\" id=\"follow\" checked> Follow changes</label>")}
        </header>
        <main id="main">
        {main}
        </main>
        {(follows ? Markup.From($"<script>{Script}</script>") : Markup.None)}
        </body>
        </html>
        """).Html;

    private static Markup Resource(string name)
    {
        using var stream = typeof(Layout).Assembly.GetManifestResourceStream($"Pathway.GraphSimulator.Page.{name}")!;
        using var reader = new StreamReader(stream);
        return new Markup(reader.ReadToEnd());
    }
}
