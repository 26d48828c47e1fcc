using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

public sealed partial class ImportPageTests
{
    private const string Term = "id,kind,title,start,end\ngenomics,masterclass,Genomics on a laptop,2027-01-13T14:00,2027-01-13T15:00\n";

    [Fact]
    public async Task A_term_is_shown_line_by_line_and_then_taken()
    {
        await using var app = await AppUnderTest.StartAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/activities/import");

        var (status, html) = await UploadAsync(app, token, Term);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("1 new, 0 changed, 0 as they are: nothing is taken yet", html, StringComparison.Ordinal);
        Assert.Contains("Wed 13 January 2027, 14:00–15:00", html, StringComparison.Ordinal);
        Assert.Null(await app.FindAsync("genomics"));

        var taken = await PageClient.SendAsync(
            app.Manager, "/activities/import", token, ("file", Kept().Match(html).Groups[1].Value), ("step", "save"));
        Assert.Contains("The term is in", taken.Html, StringComparison.Ordinal);
        Assert.NotNull(await app.FindAsync("genomics"));
    }

    [Theory]
    [InlineData("", "Choose a file.")]
    [InlineData("title,start\nGenomics,never\n", "Line 2")]
    public async Task What_cannot_be_taken_is_told_with_its_line(string file, string told)
    {
        await using var app = await AppUnderTest.StartAsync();

        var (status, html) = await UploadAsync(
            app, await PageClient.TokenAsync(app.Manager, "/activities/import"), file);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(told, html, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Html)> UploadAsync(
        AppUnderTest app, string token, string file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "formToken" },
            { new StringContent("check"), "step" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "term.csv" },
        };
        using var response = await app.Manager.PostAsync(
            "/activities/import", form, TestContext.Current.CancellationToken);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, WebUtility.HtmlDecode(html));
    }

    [GeneratedRegex("name=\"file\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Kept();
}
