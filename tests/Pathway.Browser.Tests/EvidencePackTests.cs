using Microsoft.Playwright;
using Pathway.Local.Azurite;

namespace Pathway.Browser.Tests;

/// <summary>The evidence for a college's data protection officer: readable on every screen and on paper, and a picture of each is kept.</summary>
public sealed class EvidencePackTests
{
    private const string Address = "/api/privacy/evidence?format=html";

    // A4 less its margins, at 96 to the inch.
    private const int Paper = 680;

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Is_for_everybody_on_a_screen(int width)
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(new Uri(app.Host.Address, Address), width, Chromium.Headers(app.Manager));

        await KeepAsync(page, $"evidence-{width}");

        Assert.Empty(await Chromium.AccessibilityFaultsAsync(page));
        Assert.False(await ScrollsSidewaysAsync(page));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Step 7", Exact = false })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Is_for_everybody_on_paper()
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(
            new Uri(app.Host.Address, Address), Paper, Chromium.Headers(app.Manager), ColorScheme.Dark);

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await KeepAsync(page, "evidence-print");
        var paper = await page.PdfAsync(new() { Path = Path.Combine(Folder, "evidence.pdf"), PreferCSSPageSize = true });

        Assert.Empty(await Chromium.AccessibilityFaultsAsync(page));
        Assert.False(await ScrollsSidewaysAsync(page));
        Assert.Equal("rgb(18, 52, 59)", await page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
        Assert.True(paper.Length > 10_000);
    }

    private static Task<bool> ScrollsSidewaysAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth");

    private static Task<byte[]> KeepAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });

    private static string Folder => Path.Combine(Toolchain.Root, "tests", "Pathway.Browser.Tests", "bin", "screenshots");
}
