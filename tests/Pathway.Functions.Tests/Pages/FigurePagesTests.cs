using System.Net;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Reports.Encounters;
using Pathway.Functions.Tests.Digests;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Pages;

public sealed class FigurePagesTests
{
    [Fact]
    public async Task Figures_have_names_a_chart_beside_their_table_and_the_same_as_a_file()
    {
        await using var app = await ReportedAsync();

        var (_, weeks) = await PageClient.OpenAsync(app.Manager, "/engagement?period=weeks");
        var (_, activities) = await PageClient.OpenAsync(app.Manager, "/engagement?by=activity&period=2026-27 autumn&college=utc-own");
        using var csv = await app.Manager.GetAsync(Link(activities, "format=csv"), TestContext.Current.CancellationToken);

        Assert.Contains("<svg class=\"chart\"", weeks, StringComparison.Ordinal);
        Assert.Contains("16 to 22 November 2026", weeks, StringComparison.Ordinal);
        Assert.Contains("How an AI reads an X-ray", activities, StringComparison.Ordinal);
        Assert.Contains("UTC Own", activities, StringComparison.Ordinal);
        Assert.Equal(
            "key,events,minutes,learners\r\nx-ray,12,600,12\r\n",
            await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_shown_comes_as_a_workbook_with_names_and_numbers()
    {
        await using var app = await ReportedAsync();

        var (_, figures) = await PageClient.OpenAsync(app.Manager, "/engagement?by=activity&college=utc-own");
        var (_, encounters) = await PageClient.OpenAsync(app.Manager, "/reports/encounters?college=utc-own");
        var shown = await WorkbookAsync(app, Link(figures, "format=xlsx"));
        var all = await WorkbookAsync(app, Link(encounters, "format=xlsx"));

        Assert.Equal(["Activity", "Learners", "Events", "Minutes"], shown[0]);
        Assert.Equal(["How an AI reads an X-ray", "12", "12", "600"], shown[1]);
        Assert.Equal(EncounterCsv.Header, all[0]);
        Assert.Equal(("UTC Own", "How an AI reads an X-ray"), (all[1][1], all[1][4]));
    }

    [Fact]
    public async Task A_coordinator_reads_their_own_figures_and_encounters_and_no_others()
    {
        await using var app = await ReportedAsync();
        var coordinator = app.As("head@utc-own.example.org", Caller.CoordinatorRole);

        var (_, own) = await PageClient.OpenAsync(coordinator, "/engagement?by=college");
        var (_, encounters) = await PageClient.OpenAsync(coordinator, Link(own, "/reports/encounters"));

        Assert.Contains("UTC Own", own, StringComparison.Ordinal);
        Assert.Contains(">12<", own, StringComparison.Ordinal);
        Assert.Contains("How an AI reads an X-ray, Northbank Imaging", encounters, StringComparison.Ordinal);
        foreach (var page in new[] { own, encounters })
            Assert.DoesNotContain("UTC Other", page, StringComparison.Ordinal);
        foreach (var closed in new[] { "/digests", "/reports/impact", "/problems", "/privacy" })
            Assert.Equal(HttpStatusCode.Forbidden, (await PageClient.OpenAsync(coordinator, closed)).Status);
    }

    [Fact]
    public async Task Figures_of_a_college_that_there_is_not_for_the_reader_are_not_found()
    {
        await using var app = await ReportedAsync();
        var coordinator = app.As("head@utc-own.example.org", Caller.CoordinatorRole);

        foreach (var room in new[] { "/engagement", "/reports/encounters" })
        {
            foreach (var (who, college, status) in new (HttpClient, string, HttpStatusCode)[]
            {
                (coordinator, "utc-own", HttpStatusCode.OK),
                (coordinator, "", HttpStatusCode.OK),
                (coordinator, "utc-other", HttpStatusCode.NotFound),
                (coordinator, "utc-nowhere", HttpStatusCode.NotFound),
                (app.Manager, "utc-other", HttpStatusCode.OK),
                (app.Manager, "", HttpStatusCode.OK),
                (app.Manager, "utc-nowhere", HttpStatusCode.NotFound),
            })
                Assert.Equal(
                    (room, college, status),
                    (room, college, (await PageClient.OpenAsync(who, $"{room}?college={college}")).Status));
        }
    }

    [Fact]
    public async Task The_funders_report_is_there_for_a_term_to_read_to_print_and_as_a_file()
    {
        await using var app = await ReportedAsync();

        var (status, html) = await PageClient.OpenAsync(app.Manager, "/reports/impact?period=2026-27 autumn");
        using var print = await app.Manager.GetAsync(Link(html, "format=html"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("learners took part", html, StringComparison.Ordinal);
        Assert.Contains("1 September 2026 to 25 November 2026", html, StringComparison.Ordinal);
        Assert.Equal("text/html", print.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Digests_are_sent_read_and_sent_again_with_a_reason()
    {
        await using var app = await ReportedAsync();
        var token = await PageClient.TokenAsync(app.Manager, $"/digests?week={Week}");

        var asked = await PageClient.SendAsync(app.Manager, "/digests/send", token, ("week", Week));
        await app.DrainAsync();
        var (_, sent) = await PageClient.OpenAsync(app.Manager, asked.Location!);
        var none = await PageClient.SendAsync(
            app.Manager, "/digests/resend", token, ("week", Week), ("college", "utc-own"), ("reason", " "));
        var again = await PageClient.SendAsync(
            app.Manager, "/digests/resend", token, ("week", Week), ("college", "utc-own"), ("reason", "It went astray."));
        await app.DrainAsync();
        var (_, after) = await PageClient.OpenAsync(app.Manager, again.Location!);

        Assert.Equal($"/digests?week={Week}&done=digests", asked.Location);
        Assert.Contains("as it was sent", sent, StringComparison.Ordinal);
        Assert.Contains("Reason is required", none.Html, StringComparison.Ordinal);
        Assert.Contains("“It went astray.”", after, StringComparison.Ordinal);
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.To == "head@utc-own.example.org"));
    }

    /// <summary>Two colleges, a masterclass of last week at which twelve learners of each were.</summary>
    private static async Task<AppUnderTest> ReportedAsync()
    {
        var app = await AppUnderTest.StartAsync();
        foreach (var (id, name) in new[] { ("utc-own", "UTC Own"), ("utc-other", "UTC Other") })
        {
            await app.JoinAsync(id, new { name, contacts = new[] { $"head@{id}.example.org" } });
            await app.CountAsync(
                id,
                Attended("2026-11-18", "x-ray", 12, 600, first: id == "utc-own" ? 1UL : 100UL),
                Viewed("2026-11-11", "worksheet", 6, 60, first: id == "utc-own" ? 1UL : 100UL));
        }

        await Plans.PutAsync(app, "x-ray", new { start = "2026-11-18T14:00:00", end = "2026-11-18T15:00:00" });
        return app;
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> WorkbookAsync(AppUnderTest app, string link)
    {
        using var answer = await app.Manager.GetAsync(
            WebUtility.HtmlDecode(link), TestContext.Current.CancellationToken);
        Assert.Equal(XlsxAnswer.ContentType, answer.Content.Headers.ContentType!.MediaType);
        var file = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var (sheet, fault) = SheetFile.Read(file, null, _ => true);
        Assert.Null(fault);
        return [.. sheet!.Rows.Select(row => row.Cells)];
    }

    private static string Link(string html, string part)
    {
        var end = html.IndexOf('"', html.IndexOf(part, StringComparison.Ordinal));
        return html[(html.LastIndexOf('"', end - 1) + 1)..end];
    }
}
