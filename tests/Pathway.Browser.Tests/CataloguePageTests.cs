using System.Net.Http.Json;
using Microsoft.Playwright;
using Pathway.Testing;

namespace Pathway.Browser.Tests;

public sealed class CataloguePageTests
{
    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1024, ColorScheme.Dark)]
    public async Task Finds_resources_at_any_width_and_for_everybody(int width, ColorScheme scheme)
    {
        await using var app = await AppUnderTest.StartAsync();
        foreach (var title in new[] { "Reading an ECG", "Sleep diary" })
        {
            using var created = await app.Manager.PostAsJsonAsync(
                "/api/resources",
                new { title, kind = "slides", summary = "What the waves say", tags = new[] { "cardiology" }, yearGroup = 12, fileName = "a.pdf", contentType = "application/pdf" },
                TestContext.Current.CancellationToken);
            created.EnsureSuccessStatusCode();
        }

        await using var chromium = await Chromium.StartAsync();
        var signedIn = app.Manager.DefaultRequestHeaders.ToDictionary(
            header => header.Key, header => header.Value.Single(), StringComparer.Ordinal);
        var page = await chromium.OpenAsync(new Uri(app.Host.Address, "/resources"), width, signedIn);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GetByLabel("Words in title, summary or tags").FillAsync("ecg");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reading an ECG" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Sleep diary")).ToHaveCountAsync(0);
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
            "The page scrolls sideways.");
        Assert.Empty(await Chromium.AccessibilityFaultsAsync(page));
    }
}
