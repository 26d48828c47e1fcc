using System.Net.Http.Json;
using Microsoft.Playwright;
using Pathway.GraphSimulator;

namespace Pathway.Browser.Tests;

public sealed class SimulatorPageTests
{
    private const string Mailbox = "pathway@digital-health.example.org";

    [Theory]
    [InlineData(320)]
    [InlineData(1024)]
    public async Task Shows_the_calendar_to_everybody_at_any_width(int width)
    {
        await using var simulator = await SimulatorWithEventAsync();
        await using var chromium = await Chromium.StartAsync();

        var page = await chromium.OpenAsync(simulator.Address, width);

        await Assertions.Expect(page.GetByText("How an AI reads an X-ray").First).ToBeVisibleAsync();
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
            "The page scrolls sideways.");
        Assert.Empty(await Chromium.AccessibilityFaultsAsync(page));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Leads_from_the_calendar_to_an_event_and_from_a_mailbox_to_its_mail(ColorScheme scheme)
    {
        await using var simulator = await SimulatorWithEventAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(simulator.Address);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });

        var faults = new List<string>(await Chromium.AccessibilityFaultsAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "How an AI reads an X-ray", Exact = true }).ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe").GetByText("An expert shows how it is done."))
            .ToBeVisibleAsync();
        faults.AddRange(await Chromium.AccessibilityFaultsAsync(page));
        await page.GotoAsync(simulator.Address.ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "year-12@utc-northgate.example.org" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "How an AI reads an X-ray" }).ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe").GetByText("An expert shows how it is done."))
            .ToBeVisibleAsync();
        faults.AddRange(await Chromium.AccessibilityFaultsAsync(page));

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Follows_what_happens_without_being_reloaded()
    {
        await using var simulator = await SimulatorWithEventAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(simulator.Address);
        await page.EvaluateAsync("window.stillHere = true");

        using var http = new HttpClient { BaseAddress = simulator.Address };
        using var edited = await http.PostAsJsonAsync(
            "/_simulator/edit",
            new { mailbox = Mailbox, subject = "Ward visit", start = "2099-01-01T10:00", end = "2099-01-01T11:00" },
            TestContext.Current.CancellationToken);

        await Assertions.Expect(page.GetByText("Ward visit")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.stillHere"));
    }

    private static async Task<GraphSimulator.GraphSimulator> SimulatorWithEventAsync()
    {
        var simulator = await GraphSimulator.GraphSimulator.StartAsync(
            new GraphSimulatorOptions(), TestContext.Current.CancellationToken);
        using var graph = new HttpClient { BaseAddress = simulator.Address };
        graph.DefaultRequestHeaders.Authorization = new("Bearer", "test");
        var today = TimeProvider.System.GetUtcNow().Date;
        using var created = await graph.PostAsJsonAsync($"/v1.0/users/{Mailbox}/events", new
        {
            subject = "How an AI reads an X-ray",
            body = new { contentType = "html", content = "<p>An expert shows how it is done.</p>" },
            start = new { dateTime = $"{today:yyyy-MM-dd}T14:00:00", timeZone = "Europe/London" },
            end = new { dateTime = $"{today:yyyy-MM-dd}T15:00:00", timeZone = "Europe/London" },
            attendees = new[] { new { type = "required", emailAddress = new { address = "year-12@utc-northgate.example.org" } } },
            isOnlineMeeting = true,
            onlineMeetingProvider = "teamsForBusiness",
            hideAttendees = true,
        });
        created.EnsureSuccessStatusCode();
        return simulator;
    }
}
