using Microsoft.Playwright;
using Pathway.Local.Azurite;

namespace Pathway.Browser.Tests;

/// <summary>A page in the Chromium of this machine; without one the test is skipped and says so.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    // None of these may reach out: a test sees this machine only.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        (this.playwright, this.browser) = (playwright, browser);
    }

    public static async Task<Chromium> StartAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(
                folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "Chromium is not installed: on Debian, apt-get install chromium.");
        var driver = await Playwright.CreateAsync();
        return new Chromium(
            driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments }));
    }

    /// <summary>Opens an address; script errors and failed requests of the page fail the test.</summary>
    /// <param name="headers">What stands in front of the app adds: who is signed in.</param>
    public async Task<IPage> OpenAsync(
        Uri address, int width = 1024, IReadOnlyDictionary<string, string>? headers = null,
        ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var page = await browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ExtraHTTPHeaders = headers,
            ColorScheme = scheme,
            Locale = "en-GB",
            JavaScriptEnabled = script,
        });
        page.PageError += (_, error) => Assert.Fail($"The page has a script error: {error}");
        var response = await page.GotoAsync(address.ToString());
        Assert.True(response!.Ok, $"{address.AbsolutePath} answered {response.Status}.");
        return page;
    }

    /// <summary>The headers that sign in whoever this client is.</summary>
    public static IReadOnlyDictionary<string, string> Headers(HttpClient client) =>
        client.DefaultRequestHeaders.ToDictionary(
            header => header.Key, header => header.Value.Single(), StringComparer.Ordinal);

    /// <summary>What axe-core finds against WCAG 2.2 A and AA, a line each.</summary>
    public static async Task<IReadOnlyList<string>> AccessibilityFaultsAsync(IPage page)
    {
        await Toolchain.EnsureAsync(Console.Error.WriteLine, TestContext.Current.CancellationToken);
        // Evaluated, not added as an element: the page's own policy forbids scripts and stays in force.
        await page.EvaluateAsync(
            await File.ReadAllTextAsync(Toolchain.Package("axe-core", "axe.min.js"), TestContext.Current.CancellationToken));
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
              .violations.map(fault => `${fault.id}: ${fault.help} (${fault.nodes.map(node => node.target.join(' ')).join('; ')})`)
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
