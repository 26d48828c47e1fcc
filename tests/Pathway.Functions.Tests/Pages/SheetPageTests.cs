using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.Activities.Sheets;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

/// <summary>A tutor's sheet of who attended, handed in on the activity's page.</summary>
public sealed partial class SheetPageTests
{
    private const string Held = "genomics";
    private const string Address = $"/activities/{Held}/attendance";
    private const string Sheet = "activity,learner,minutes\ngenomics,zaphod@utc-leeds.example.org,45\ngenomics,98765432,60\n";
    private const string Tutor = "tutor@utc-leeds.example.org";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_coordinator_sees_in_words_what_would_be_taken_and_then_has_it_taken()
    {
        await using var app = await HeldAsync();
        var tutor = app.As(Tutor, Caller.CoordinatorRole);
        var (_, activity) = await PageClient.OpenAsync(tutor, $"/activities/{Held}");
        Assert.Contains($"action=\"{Address}\"", activity, StringComparison.Ordinal);

        var (status, seen) = await UploadAsync(tutor, Sheet);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("2 learners, 105 minutes in all, from 45 to 60 each", seen, StringComparison.Ordinal);
        Assert.Empty(await FiguresAsync(app));

        var taken = await SaveAsync(tutor, seen);
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.Redirect, $"/activities/{Held}?done=sheet"), (taken.Status, taken.Location));
        Assert.Equal(["genomics: 105 minutes, 2 learners"], await FiguresAsync(app));
        var trail = await app.Manager.GetFromJsonAsync<JsonElement>("/api/audit", Cancellation);
        var line = trail.GetProperty("items").EnumerateArray().First(item => item.GetProperty("what").GetString() == $"POST {Address}");
        Assert.Equal(("utc-leeds", "done"), (line.GetProperty("college").GetString(), line.GetProperty("outcome").GetString()));
    }

    /// <summary>The file goes back and forth sealed: no answer names a learner, whatever it is wrapped in.</summary>
    [Fact]
    public async Task What_the_page_carries_names_no_learner_and_opens_for_nobody_and_nothing_else()
    {
        await using var app = await HeldAsync();
        await app.PutOnceAsync("ward", Plan(title: "The ward of tomorrow"));
        var tutor = app.As(Tutor, Caller.CoordinatorRole);

        var (_, seen) = await UploadAsync(tutor, Sheet);
        var file = Sealed().Match(seen).Groups[1].Value;
        var token = await PageClient.TokenAsync(tutor, "/activities/ward/attendance");
        var other = await PageClient.SendAsync(
            tutor, "/activities/ward/attendance", token, ("college", "utc-leeds"), ("sealed", file), ("step", "save"));
        var manager = await PageClient.SendAsync(
            app.Manager, Address, await PageClient.TokenAsync(app.Manager, Address), ("college", "utc-leeds"), ("sealed", file), ("step", "save"));
        await app.DrainAsync();

        var bare = Encoding.Latin1.GetString(Convert.FromBase64String(file));
        Assert.All(
            new[] { "zaphod", "98765432" }, mark => Assert.DoesNotContain(mark, seen + bare, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (other.Status, manager.Status));
        Assert.Empty(await FiguresAsync(app));
    }

    [Theory]
    [InlineData("", "is missing: choose a file")]
    [InlineData("%PDF-1.7", "is a PDF")]
    [InlineData("activity,learner,minutes\ngenomics,1234,an hour\n", "Line 2, minutes: must be a number of minutes")]
    [InlineData("activity,learner,minutes\nnowhere,1234,45\n", "Line 2, activity: is no activity of this college")]
    public async Task What_cannot_be_taken_is_told_at_the_field(string sheet, string told)
    {
        await using var app = await HeldAsync();

        var (status, html) = await UploadAsync(app.As(Tutor, Caller.CoordinatorRole), sheet);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<title>Error: ", html, StringComparison.Ordinal);
        Assert.Matches($"(?s)There is a problem.*<a href=\"#file\">Attendance sheet [^<]*{Regex.Escape(told)}", html);
        Assert.Matches($"(?s)id=\"file-error\">.*Attendance sheet [^<]*{Regex.Escape(told)}.*<input type=\"file\" id=\"file\"", html);
    }

    [Fact]
    public async Task Lines_that_are_left_out_are_named_and_the_others_taken()
    {
        await using var app = await HeldAsync();

        var (_, seen) = await UploadAsync(app.As(Tutor, Caller.CoordinatorRole), Sheet + "genomics,5678,an hour\n");
        await SaveAsync(app.As(Tutor, Caller.CoordinatorRole), seen);
        await app.DrainAsync();

        Assert.Contains("Lines that are left out", seen, StringComparison.Ordinal);
        Assert.Contains("Line 4, minutes: must be", seen, StringComparison.Ordinal);
        Assert.Equal(["genomics: 105 minutes, 2 learners"], await FiguresAsync(app));
    }

    [Fact]
    public async Task The_manager_says_of_which_college_it_is_and_a_coordinator_sends_only_their_own()
    {
        await using var app = await HeldAsync();
        await app.JoinAsync("utc-hull");
        var hull = app.As("tutor@utc-hull.example.org", Caller.CoordinatorRole);

        var none = await UploadAsync(app.Manager, Sheet, college: "");
        var other = await UploadAsync(hull, Sheet, college: "utc-leeds");
        var chosen = await UploadAsync(app.Manager, Sheet, college: "utc-leeds");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK), (none.Status, other.Status, chosen.Status));
        Assert.Contains("href=\"#college\"", none.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"college\"", none.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC-LEEDS", other.Html, StringComparison.Ordinal);
        Assert.Contains("What would be taken for UTC-LEEDS", chosen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_asked_for_before_the_activity_has_begun()
    {
        await using var app = await HeldAsync();
        await Plans.PutAsync(app, "ahead");

        var (_, html) = await PageClient.OpenAsync(app.Manager, "/activities/ahead");

        Assert.DoesNotContain("/activities/ahead/attendance", html, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_sheet_handed_in_on_the_page_converges_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "hand in an attendance sheet on its page",
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                await app.PutOnceAsync(Held, Plan());
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            },
            async app =>
            {
                for (var attempt = 0; attempt < 3 && !await IsTakenAsync(app); attempt++)
                    continue;
                await app.DrainAsync();
            }),
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task<bool> IsTakenAsync(AppUnderTest app)
    {
        var file = app.Get<SealedSheet>().Seal(Encoding.UTF8.GetBytes(Sheet), $"{Held}|utc-leeds|{Tutor}");
        var token = app.Get<FormTokens>().Issue(new Caller(Tutor, [Caller.CoordinatorRole]));
        var sent = await PageClient.SendAsync(
            app.As(Tutor, Caller.CoordinatorRole), Address, token, ("college", "utc-leeds"), ("sealed", file), ("step", "save"));
        return sent.Status == HttpStatusCode.Redirect;
    }

    private static async Task<(HttpStatusCode Status, string Html)> UploadAsync(
        HttpClient client, string sheet, string college = "utc-leeds")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await PageClient.TokenAsync(client, Address)), "formToken" },
            { new StringContent(college), "college" },
            { new StringContent("check"), "step" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(sheet)), "file", "attendance.csv" },
        };
        using var response = await client.PostAsync(Address, form, Cancellation);
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    private static async Task<(HttpStatusCode Status, string Html, string? Location)> SaveAsync(HttpClient client, string seen) =>
        await PageClient.SendAsync(
            client,
            Address,
            await PageClient.TokenAsync(client, Address),
            ("college", "utc-leeds"),
            ("sealed", Sealed().Match(seen).Groups[1].Value),
            ("step", "save"));

    private static async Task<AppUnderTest> HeldAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync(Held, Plan());
        return app;
    }

    private static Dictionary<string, object?> Plan(string title = "Genomics on a laptop") => CalendarDriver.Masterclass(body =>
        (body["title"], body["start"], body["end"], body["online"]) = (title, "2026-11-18T10:00:00", "2026-11-18T11:00:00", false));

    private static async Task<string[]> FiguresAsync(AppUnderTest app) =>
    [
        .. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/engagement?by=activity&college=utc-leeds&from=2026-11-01&to=2026-12-31", Cancellation)).GetProperty("rows").EnumerateArray()
            .Select(row => $"{row.GetProperty("key")}: {row.GetProperty("minutes")} minutes, {row.GetProperty("learners")} learners"),
    ];

    [GeneratedRegex("name=\"sealed\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Sealed();
}
