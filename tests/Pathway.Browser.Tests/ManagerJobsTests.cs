using Microsoft.Playwright;
using Pathway.Testing;

namespace Pathway.Browser.Tests;

/// <summary>The manager's first jobs, clicked through from the start page.</summary>
public sealed class ManagerJobsTests
{
    [Fact]
    public async Task Joins_a_college_plans_a_masterclass_sees_the_invitations_and_cancels()
    {
        await using var app = await AppUnderTest.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(app.Host.Address);

        await SignInAsync(page, "The programme manager");
        await page.GetByRole(AriaRole.Link, new() { Name = "Colleges" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a college" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("UTC Leeds");
        await page.GetByLabel("Short name").FillAsync("utc-leeds");
        await page.GetByLabel("Invited to activities")
            .FillAsync("staff@utc-leeds.example.org\nyear-12@utc-leeds.example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the college" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "UTC Leeds is in the programme" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("whsec_")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Activities" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan an activity" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Title is required");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("How an AI reads an X-ray");
        await page.GetByLabel("Employer").FillAsync("Northbank Imaging");
        await page.GetByLabel("Start").FillAsync("2026-12-09T14:00");
        await page.GetByLabel("End").FillAsync("2026-12-09T15:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 mails will go out" }))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the form" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title", new() { Exact = true }))
            .ToHaveValueAsync("How an AI reads an X-ray");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and send 2 mails" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The activity is planned");

        await app.DrainAsync();
        Assert.Equal(2, app.Graph.Mail.Count);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("Everything is as it should be.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("2 no answer")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel it and send 2 mails" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The activity is cancelled");
        await app.DrainAsync();
        Assert.Equal(4, app.Graph.Mail.Count);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task Plans_with_the_keyboard_alone()
    {
        await using var app = await AppUnderTest.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(
            new Uri(app.Host.Address, "/activities/new"), headers: Chromium.Headers(app.Manager));

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" }))
            .ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "title");
        await page.Keyboard.TypeAsync("Your heart in a wearable");
        await TabToAsync(page, "start");
        await page.Keyboard.TypeAsync("12122026");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("0200p");
        await TabToAsync(page, "end");
        await page.Keyboard.TypeAsync("12122026");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("0330p");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Check before you save: Your heart in a wearable" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_coordinator_signs_in_and_finds_their_own_college()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync(
            "utc-northgate",
            new { name = "UTC Northgate", contacts = new[] { "pathway-lead@utc-northgate.example.org" } });
        await app.JoinAsync("utc-other");
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(app.Host.Address);

        await SignInAsync(page, "UTC Northgate's coordinator");
        await page.GetByRole(AriaRole.Link, new() { Name = "Your college" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "UTC Northgate" })).ToBeVisibleAsync();
        Assert.Equal(404, (await page.GotoAsync(new Uri(app.Host.Address, "/colleges/utc-other").ToString()))!.Status);
        Assert.Empty(await Chromium.AccessibilityFaultsAsync(page));
    }

    private static async Task SignInAsync(IPage page, string who)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = who }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.id") == id)
                return;
        }

        Assert.Fail($"No number of tabs leads to {id}.");
    }
}
