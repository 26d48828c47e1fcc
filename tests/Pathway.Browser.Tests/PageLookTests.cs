using System.Net.Http.Json;
using Microsoft.Playwright;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Browser.Tests;

/// <summary>Every page at every width, light and dark: nobody is shut out, nothing scrolls sideways, and a picture of each is kept.</summary>
public sealed class PageLookTests
{
    private static readonly string[] Addresses =
    [
        "/", "/activities", "/activities?past=true", "/activities/x-ray", "/activities/x-ray/edit", "/activities/x-ray/cancel", "/activities/new", "/activities/import",
        "/colleges", "/colleges/utc-northgate", "/colleges/utc-northgate/edit", "/colleges/utc-northgate/leave", "/colleges/new", "/problems",
    ];

    public static TheoryData<int, ColorScheme> Looks => new()
    {
        { 320, ColorScheme.Light }, { 360, ColorScheme.Light }, { 768, ColorScheme.Dark }, { 1280, ColorScheme.Light }, { 1280, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_for_everybody(int width, ColorScheme scheme)
    {
        await using var app = await ProgrammeAsync();
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
        await using var app = await ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(new Uri(app.Host.Address, "/activities/new"), width, Chromium.Headers(app.Manager), scheme);

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        var faults = new List<string>(await FaultsAsync(page, width, scheme, "new-with-faults"));
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title", new() { Exact = true })).ToBeFocusedAsync();
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Health records that follow you");
        await page.GetByLabel("Start").FillAsync("2026-12-16T14:00");
        await page.GetByLabel("End").FillAsync("2026-12-16T15:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save and send 6 mails" })).ToBeVisibleAsync();
        faults.AddRange(await FaultsAsync(page, width, scheme, "check"));

        Assert.Empty(faults);
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, int width, ColorScheme scheme, string? name = null)
    {
        var path = new Uri(page.Url).PathAndQuery.Trim('/');
        var file = $"{name ?? (path.Length == 0 ? "home" : string.Join('-', path.Split('/', '?', '=')))}-{width}-{scheme.ToString().ToLowerInvariant()}.png";
        var isOutside = await page.GetByRole(AriaRole.Link, new() { Name = "Sign out" }).CountAsync() == 0;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, isOutside ? $"signed-out-{file}" : file), FullPage = true });
        var faults = new List<string>(await Chromium.AccessibilityFaultsAsync(page));
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"))
            faults.Add("scrolls sideways");
        return faults;
    }

    private static string Folder => Path.Combine(Toolchain.Root, "tests", "Pathway.Browser.Tests", "bin", "screenshots");

    /// <summary>Three colleges and a term, with answers, a refusal and work that failed.</summary>
    private static async Task<AppUnderTest> ProgrammeAsync()
    {
        var app = await AppUnderTest.StartAsync();
        foreach (var (id, name) in new[] { ("utc-northgate", "UTC Northgate"), ("utc-harbourside", "UTC Harbourside"), ("utc-oakwood", "UTC Oakwood") })
        {
            await app.JoinAsync(id, new
            {
                name,
                contacts = new[] { $"pathway-lead@{id}.example.org" },
                audience = new[] { $"year-12@{id}.example.org", $"year-13@{id}.example.org" },
                emailDomains = new[] { $"{id}.example.org" },
            });
        }

        await PutAsync(app, "x-ray", "How an AI reads an X-ray", "Northbank Imaging", "2026-11-26T14:00:00", "2026-11-26T15:00:00");
        await PutAsync(app, "heart", "Your heart in a wearable", "PulseWorks", "2026-12-03T14:00:00", "2026-12-03T15:00:00");
        await PutAsync(app, "past", "Genomics on a laptop", "Helix Institute", "2026-11-11T14:00:00", "2026-11-11T15:00:00");
        await app.DrainAsync();
        await app.Get<Pathway.Functions.DeadLetters.DeadLetterTable>().AddAsync(app.Storage.QueueNames.Facts, "{}", "The delivery names no college of the programme.", 5, TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task PutAsync(AppUnderTest app, string id, string title, string employer, string start, string end)
    {
        using var response = await app.Manager.PutAsJsonAsync(
            $"/api/activities/{id}",
            new { kind = "masterclass", title, employer, description = "An expert shows how it is done.\n\nBring questions.", start, end, online = true, audience = "all" },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
