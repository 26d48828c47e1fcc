using Microsoft.Playwright;
using Pathway.Testing;

namespace Pathway.Browser.Tests;

/// <summary>The rest of the manager's week, clicked through.</summary>
public sealed class ManagerWeekTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Moves_a_masterclass_and_sees_who_is_told()
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await OpenAsync(chromium, app, "/activities");

        await page.GetByRole(AriaRole.Link, new() { Name = "Your heart in a wearable" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change or move" }).ClickAsync();
        await page.GetByLabel("Start").FillAsync("2026-12-04T10:00");
        await page.GetByLabel("End").FillAsync("2026-12-04T11:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Fri 4 December, 10:00 to 11:00, in Teams").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and send 6 mails" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The activity is changed");
        await app.DrainAsync();

        Assert.Equal(6, app.Graph.Mail.Count(mail => mail.Kind == "update"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan another like it" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Your heart in a wearable");
        await Assertions.Expect(page.GetByLabel("Start")).ToHaveValueAsync("");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Publishes_a_resource_with_a_script_and_without(bool script)
    {
        // Storage judges the life of an address by the real clock.
        // The script puts the file straight into the container, which must be there and open to a browser.
        await using var app = await AppUnderTest.StartAsync(new AppOptions
        {
            Now = TimeProvider.System.GetUtcNow(),
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage__CreateIfMissing"] = "true" },
        });
        await using var chromium = await Chromium.StartAsync();
        // A header that is added to every request would go to storage too, so the script's browser signs in by itself.
        var page = await chromium.OpenAsync(
            app.Host.Address, headers: script ? null : Chromium.Headers(app.Manager), script: script);
        if (script)
            await SignInAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Resources" }).ClickAsync();
        var toStorage = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Method == "PUT")
                toStorage.Add(request.Url);
        };

        await page.GetByRole(AriaRole.Link, new() { Name = "Publish a resource" }).ClickAsync();
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "heart.pdf", MimeType = "application/pdf", Buffer = BrowserScene.Pdf });
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Title is required");
        await page.GetByLabel("Title").FillAsync("What a heart rate can tell");
        await page.GetByLabel("Kind").FillAsync("worksheet");
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "heart.pdf", MimeType = "application/pdf", Buffer = BrowserScene.Pdf });
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The file has arrived and is being checked")).ToBeVisibleAsync();
        await app.DrainAsync();
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open the file" })).ToBeVisibleAsync();
        Assert.Equal(script ? 1 : 0, toStorage.Count);
    }

    [Fact]
    public async Task Sends_a_file_again_that_did_not_get_through()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions
        {
            Now = TimeProvider.System.GetUtcNow(),
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage__CreateIfMissing"] = "true" },
        });
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(app.Host.Address);
        await SignInAsync(page);
        var broken = 0;
        await page.RouteAsync(
            "**/*", route => route.Request.Method == "PUT" && broken++ == 0 ? route.AbortAsync() : route.ContinueAsync());

        await page.GotoAsync(new Uri(app.Host.Address, "/resources/new").ToString());
        await page.GetByLabel("Title").FillAsync("What a heart rate can tell");
        await page.GetByLabel("Kind").FillAsync("worksheet");
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = "heart.pdf", MimeType = "application/pdf", Buffer = BrowserScene.Pdf });
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The file could not be sent.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The file has arrived and is being checked")).ToBeVisibleAsync();
        await app.DrainAsync();
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open the file" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Resources" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "What a heart rate can tell" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Takes_an_attendance_sheet_after_seeing_every_line_of_it()
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await OpenAsync(chromium, app, "/activities/past/attendance");
        const string Sheet = "activity,learner,minutes\npast,l-1001,55\npast,l-1002,soon\n";

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("College is missing");
        var faults = new List<string>(await Chromium.AccessibilityFaultsAsync(page));
        await page.GetByLabel("College").SelectOptionAsync("utc-northgate");
        await page.GetByLabel("Attendance sheet").SetInputFilesAsync(
            new FilePayload { Name = "sheet.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Sheet) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would be taken for UTC Northgate" })).ToBeVisibleAsync();
        faults.AddRange(await Chromium.AccessibilityFaultsAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the other lines" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The sheet is taken.");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Imports_a_term_after_seeing_every_line_of_it()
    {
        await using var app = await AppUnderTest.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await OpenAsync(chromium, app, "/activities/import");
        const string Term = "kind,title,start,end\nmasterclass,Virtual wards,2027-01-13T14:00,2027-01-13T15:00\n";

        await page.GetByLabel("The term's plan").SetInputFilesAsync(
            new FilePayload { Name = "term.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Term) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 new, 0 changed" })).ToBeVisibleAsync();
        Assert.Empty(await Chromium.AccessibilityFaultsAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Take all of it" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the activities" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Virtual wards" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reads_Mondays_digest_answers_the_funder_and_mends_what_is_wrong()
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await OpenAsync(chromium, app, "/");

        await page.GetByRole(AriaRole.Link, new() { Name = "Read Monday's digest" }).ClickAsync();
        await Assertions.Expect(page.GetByText("UTC Northgate").First).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Digests and reports" }).ClickAsync();
        await page.GetByLabel("Impact report for").SelectOptionAsync("2026-27 autumn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the impact report" }).ClickAsync();
        await Assertions.Expect(page.GetByText("learners took part")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Problems" }).ClickAsync();
        await Assertions.Expect(page.GetByText("the source changed history")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Give it up" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The work is given up.");
        await Assertions.Expect(page.GetByText("None: everything that was accepted has been done.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_coordinators_ten_minutes()
    {
        await using var app = await BrowserScene.ProgrammeAsync();
        await using var chromium = await Chromium.StartAsync();
        var coordinator = app.As("pathway-lead@utc-northgate.example.org", "College.Coordinator");
        var page = await chromium.OpenAsync(app.Host.Address, headers: Chromium.Headers(coordinator));
        var faults = new List<string>();

        foreach (var (room, shows) in new[]
        {
            ("Activities", "How an AI reads an X-ray"), ("Your college", "Deliveries"), ("Resources", "Reading an X-ray"),
            ("Engagement", "UTC Northgate: "),
        })
        {
            await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = room }).ClickAsync();
            await Assertions.Expect(page.GetByText(shows).First).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("UTC Oakwood")).ToHaveCountAsync(0);
            faults.AddRange(await Chromium.AccessibilityFaultsAsync(page));
        }

        Assert.Empty(faults);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Problems" })).ToHaveCountAsync(0);
    }

    private static Task<IPage> OpenAsync(Chromium chromium, AppUnderTest app, string address) =>
        chromium.OpenAsync(new Uri(app.Host.Address, address), headers: Chromium.Headers(app.Manager));

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "The programme manager" }).ClickAsync();
    }
}
