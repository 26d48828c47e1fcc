using Microsoft.Playwright;
using Pathway.Local.Azurite;

namespace Pathway.Browser.Tests;

/// <summary>
/// Every page at every width, light and dark: nobody is shut out, nothing scrolls sideways, and a picture of each is
/// kept.
/// </summary>
public sealed class PageLookTests
{
    /// <summary>A page, its stylesheet and its script together.</summary>
    private const int MostBytes = 100_000;

    private static readonly string[] Addresses =
    [
        "/", "/activities", "/activities/month", "/activities?past=true", "/activities/x-ray", "/activities/x-ray/edit",
        "/activities/x-ray/cancel", "/activities/new/about", "/activities/skills", "/activities/skills/edit", "/activities/new", "/activities/import", "/colleges", "/colleges/utc-northgate",
        "/colleges/utc-northgate/edit", "/colleges/utc-northgate/leave", "/colleges/utc-northgate/check", "/colleges/utc-left",
        "/colleges/new", "/resources",
        "/resources/new", "/resources/reading-an-x-ray/about", "/resources/reading-an-x-ray/edit",
        "/resources/reading-an-x-ray/withdraw", "/engagement", "/engagement?by=college", "/digests?week=2026-W47",
        "/reports/impact", "/reports/encounters", "/problems", "/privacy", "/integrate", "/api/reports/impact?format=html", "/api/privacy/evidence",
    ];

    public static TheoryData<int, ColorScheme> Looks => new()
    {
        { 320, ColorScheme.Light }, { 360, ColorScheme.Light }, { 768, ColorScheme.Dark }, { 1280, ColorScheme.Light },
        { 1280, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_for_everybody(int width, ColorScheme scheme)
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await BrowserScene.CrowdAsync(app);
        await using var chromium = await Chromium.StartAsync();
        var signedIn = Chromium.Headers(app.Manager);
        var faults = new List<string>();
        foreach (var address in Addresses)
        {
            var page = await chromium.OpenAsync(new Uri(app.Host.Address, address), width, signedIn, scheme);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(closed => closed.open = true)");
            faults.AddRange((await FaultsAsync(page, width, scheme)).Select(fault => $"{address}: {fault}"));
            await page.CloseAsync();
        }

        var outside = await chromium.OpenAsync(app.Host.Address, width, scheme: scheme);
        faults.AddRange((await FaultsAsync(outside, width, scheme)).Select(fault => $"signed out: {fault}"));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Faults_and_the_last_step_are_for_everybody_too(int width, ColorScheme scheme)
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(
            new Uri(app.Host.Address, "/activities/new"), width, Chromium.Headers(app.Manager), scheme);

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        var faults = new List<string>(await FaultsAsync(page, width, scheme, "new-with-faults"));
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title", new() { Exact = true })).ToBeFocusedAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Health records that follow you");
        await page.GetByLabel("Start").FillAsync("2026-12-16T14:00");
        await page.GetByLabel("End").FillAsync("2026-12-16T15:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save and send 6 mails" }))
            .ToBeVisibleAsync();
        faults.AddRange(await FaultsAsync(page, width, scheme, "check"));

        Assert.Empty(faults);
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(
        IPage page, int width, ColorScheme scheme, string? name = null)
    {
        var path = new Uri(page.Url).PathAndQuery.Trim('/');
        var room = name ?? (path.Length == 0 ? "home" : string.Join('-', path.Split('/', '?', '=')));
        var file = $"{room}-{width}-{scheme.ToString().ToLowerInvariant()}.png";
        var isOutside = await page.GetByRole(AriaRole.Link, new() { Name = "Sign out" }).CountAsync() == 0;
        await page.ScreenshotAsync(
            new() { Path = Path.Combine(Folder, isOutside ? $"signed-out-{file}" : file), FullPage = true });
        var faults = new List<string>(await Chromium.AccessibilityFaultsAsync(page));
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"))
            faults.Add("scrolls sideways");
        var bytes = await page.EvaluateAsync<int>(
            "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
            + ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)");
        if (bytes is 0 or > MostBytes)
            faults.Add($"is {bytes} bytes");
        return faults;
    }

    private static string Folder =>
        Path.Combine(Toolchain.Root, "tests", "Pathway.Browser.Tests", "bin", "screenshots");
}
