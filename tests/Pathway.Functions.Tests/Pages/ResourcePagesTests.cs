using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Digests;
using Pathway.Functions.Tests.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

public sealed class ResourcePagesTests
{
    private static readonly (string Name, string Value)[] Filled =
        [("title", "Reading an ECG"), ("kind", "slides"), ("summary", "Leads and waves"), ("tags", "heart\necg"), ("yearGroup", "12")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_with_its_file_publishes_it_without_a_script()
    {
        await using var app = await AppUnderTest.StartAsync();

        var (status, _, location) = await SendFileAsync(app, "/resources/new", Filled, ResourceDriver.Pdf);
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.Found, "/resources/reading-an-ecg/about?done=uploaded"), (status, location));
        var (_, page) = await PageClient.OpenAsync(app.Manager, location!);
        Assert.Contains("The file has arrived and is being checked", page, StringComparison.Ordinal);
        Assert.Contains(
            $"slides · Year 12 · published Wed 25 November · {ResourceDriver.Pdf.Length} bytes", page, StringComparison.Ordinal);
        Assert.Contains("heart, ecg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_told_where_to_send_the_file_and_the_page_lets_it()
    {
        await using var app = await ResourceDriver.StartAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/resources/new");

        using var form = await app.Manager.GetAsync("/resources/new", Cancellation);
        var policy = form.Headers.GetValues("Content-Security-Policy").Single();
        var (status, text, _) = await PageClient.SendAsync(
            app.Manager, "/resources/new", token, [.. Filled, ("fileName", "ecg.pdf"), ("contentType", "application/pdf")]);
        var place = JsonDocument.Parse(text).RootElement;
        var address = new Uri(place.Text("uploadUrl"));
        using var file = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(ResourceDriver.Pdf) };
        file.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        file.Headers.Add("x-ms-blob-type", "BlockBlob");
        file.Headers.Add("Origin", "http://localhost:7071");
        using var http = new HttpClient();
        using var sent = await http.SendAsync(file, Cancellation);
        var done = await PageClient.SendAsync(app.Manager, place.Text("complete"), token);
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.EndsWith(
            $"; script-src 'self'; connect-src 'self' {address.GetLeftPart(UriPartial.Authority)}", policy, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NoContent), (sent.StatusCode, done.Status));
        Assert.Equal("*", sent.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("published", (await app.ReadAsync("reading-an-ecg")).Text("state"));
    }

    [Fact]
    public async Task Every_fault_is_told_at_its_field_and_nothing_is_made()
    {
        await using var app = await AppUnderTest.StartAsync();

        var (status, html, _) = await SendFileAsync(
            app, "/resources/new", [("title", ""), ("kind", "slides"), ("yearGroup", "99")], ResourceDriver.Pdf, fileName: "");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        foreach (var told in new[] { "Title is required", "Year group ", "File is required" })
            Assert.Contains(told, html, StringComparison.Ordinal);
        var (_, catalogue) = await PageClient.OpenAsync(app.Manager, "/resources");
        Assert.Contains("Nothing has been published yet", catalogue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_says_why_and_a_new_one_takes_its_place()
    {
        await using var app = await AppUnderTest.StartAsync();
        var id = await app.PublishAsync(content: "MZ this is a program"u8.ToArray());
        var (_, refused) = await PageClient.OpenAsync(app.Manager, $"/resources/{id}/about");
        Assert.Contains("The newest file was refused.", refused, StringComparison.Ordinal);

        var (_, _, location) = await SendFileAsync(app, $"/resources/{id}/versions", [], ResourceDriver.Pdf, $"/resources/{id}/about");
        await app.DrainAsync();

        Assert.Equal($"/resources/{id}/about?done=uploaded", location);
        Assert.Equal(2, (await app.ReadAsync(id)).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData(0, "File is empty: choose another one.", "The file was empty.")]
    [InlineData(25 * 1024 * 1024 + 1, "File is larger than 25 MB", "The file was larger than 25 MB")]
    public async Task A_file_that_a_form_cannot_bring_is_not_waited_for_and_another_one_takes_its_place(
        int length, string told, string kept)
    {
        await using var app = await AppUnderTest.StartAsync();

        var (status, html, _) = await SendFileAsync(app, "/resources/new", Filled, new byte[length]);
        var state = (await app.ReadAsync("reading-an-ecg")).Text("state");
        var (_, _, location) = await SendFileAsync(
            app, "/resources/reading-an-ecg/versions", [], ResourceDriver.Pdf, "/resources/reading-an-ecg/about");
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "refused"), (status, state));
        foreach (var words in new[] { told, kept, "Send the file", "action=\"/resources/reading-an-ecg/versions\"" })
            Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.DoesNotContain("awaited", html, StringComparison.Ordinal);
        Assert.Equal("/resources/reading-an-ecg/about?done=uploaded", location);
        var resource = await app.ReadAsync("reading-an-ecg");
        Assert.Equal(("published", 2), (resource.Text("state"), resource.GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("a%22b.pdf", "a\"b.pdf")]
    [InlineData("a\\\"b.pdf", "a\"b.pdf")]
    [InlineData("100%2522 sure.pdf", "100%2522 sure.pdf")]
    [InlineData("Überblick 100%.pdf", "Überblick 100%.pdf")]
    public async Task A_file_keeps_the_name_that_its_owner_sees(string sent, string seen)
    {
        await using var app = await ResourceDriver.StartAsync();

        var (_, _, location) = await SendFileAsync(app, "/resources/new", Filled, ResourceDriver.Pdf, fileName: sent);
        await app.DrainAsync();
        var (_, page) = await PageClient.OpenAsync(app.Manager, location!);
        using var opened = await app.Manager.GetAsync("/resources/reading-an-ecg", Cancellation);
        using var http = new HttpClient();
        using var file = await http.GetAsync(opened.Headers.Location, Cancellation);

        Assert.Contains($">{seen}, ", page, StringComparison.Ordinal);
        var disposition = file.Content.Headers.ContentDisposition!;
        Assert.Equal((seen, "attachment"), (disposition.FileNameStar, disposition.DispositionType));
        Assert.All(disposition.FileName!.Trim('"'), letter => Assert.True(char.IsAscii(letter) && letter != '"'));
    }

    [Theory]
    [InlineData("a%0D%0Ab.pdf")]
    [InlineData("a%0Ab.pdf")]
    public async Task A_name_of_two_lines_is_no_file_s(string sent)
    {
        await using var app = await AppUnderTest.StartAsync();

        var (status, html, _) = await SendFileAsync(app, "/resources/new", Filled, ResourceDriver.Pdf, fileName: sent);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("File is required: a plain file name", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_whose_file_did_not_get_through_sends_the_next_one_to_the_same_resource()
    {
        await using var app = await ResourceDriver.StartAsync();
        var token = await PageClient.TokenAsync(app.Manager, "/resources/new");
        (string, string)[] fields = [.. Filled, ("fileName", "ecg.pdf"), ("contentType", "application/pdf")];
        var (_, first, _) = await PageClient.SendAsync(app.Manager, "/resources/new", token, fields);

        var (_, second, _) = await PageClient.SendAsync(
            app.Manager, JsonDocument.Parse(first).RootElement.Text("again"), token, fields);
        var (_, waiting) = await PageClient.OpenAsync(app.Manager, "/resources/reading-an-ecg/about");
        var gone = await PageClient.SendAsync(
            app.Manager, "/resources/reading-an-ecg/versions/1/withdraw", token, ("version", "2"));

        Assert.Equal(
            "/resources/reading-an-ecg/versions/2/complete", JsonDocument.Parse(second).RootElement.Text("complete"));
        Assert.Contains("action=\"/resources/reading-an-ecg/versions/1/withdraw\"", waiting, StringComparison.Ordinal);
        Assert.Equal("/resources/reading-an-ecg/about?done=withdrawn", gone.Location);
    }

    [Fact]
    public async Task Changing_keeps_what_the_form_does_not_show_and_withdrawing_asks_first()
    {
        await using var app = await AppUnderTest.StartAsync();
        var id = await app.PublishAsync();
        var token = await PageClient.TokenAsync(app.Manager, $"/resources/{id}/edit");

        var saved = await PageClient.SendAsync(
            app.Manager,
            $"/resources/{id}/edit",
            token,
            ("title", "Renamed"),
            ("kind", "slides"),
            ("tags", "cardiology"),
            ("version", "1"));
        var late = await PageClient.SendAsync(
            app.Manager, $"/resources/{id}/edit", token, ("title", "Late"), ("kind", "slides"), ("version", "1"));
        var (_, ask) = await PageClient.OpenAsync(app.Manager, $"/resources/{id}/withdraw");
        var gone = await PageClient.SendAsync(app.Manager, $"/resources/{id}/withdraw", token, ("version", "2"));

        Assert.Equal($"/resources/{id}/about?done=described", saved.Location);
        Assert.Contains("Somebody else changed the resource", late.Html, StringComparison.Ordinal);
        Assert.Contains("This is for good", ask, StringComparison.Ordinal);
        Assert.Equal($"/resources/{id}/about?done=withdrawn", gone.Location);
        Assert.Equal(("Renamed", "withdrawn"), ((await app.ReadAsync(id)).Text("title"), (await app.ReadAsync(id)).Text("state")));
    }

    [Fact]
    public async Task A_link_made_on_the_page_opens_the_file_for_the_college()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        var token = await PageClient.TokenAsync(app.Manager, $"/resources/{id}/about");
        var lastDay = $"{app.Time.GetUtcNow().AddDays(30):yyyy-MM-dd}";

        var made = await PageClient.SendAsync(
            app.Manager, $"/resources/{id}/links", token, ("college", "utc-leeds"), ("expires", lastDay));
        var none = await PageClient.SendAsync(app.Manager, $"/resources/{id}/links", token, ("college", "utc-leeds"), ("expires", ""));

        var link = made.Html[made.Html.IndexOf($"/resources/{id}?t=", StringComparison.Ordinal)..];
        using var opened = await app.Client.GetAsync(link[..link.IndexOf('<', StringComparison.Ordinal)], Cancellation);
        Assert.Equal(HttpStatusCode.Found, opened.StatusCode);
        Assert.Contains("Last day is required", none.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_narrowed_by_lists_and_a_coordinator_reads_what_is_published()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-own");
        var id = await app.PublishAsync();
        await app.CreateAsync(ResourceDriver.Definition("Sleep diary"));
        await app.CountAsync("utc-own", DigestScene.Viewed("2026-11-18", id, 7, 30));
        var coordinator = app.As("head@utc-own.example.org", Caller.CoordinatorRole);

        var (_, all) = await PageClient.OpenAsync(app.Manager, "/resources");
        var (_, one) = await PageClient.OpenAsync(app.Manager, "/resources?q=ecg&kind=slides&yearGroup=12&tag=cardiology");
        var (_, theirs) = await PageClient.OpenAsync(coordinator, "/resources");
        var (_, page) = await PageClient.OpenAsync(coordinator, $"/resources/{id}/about");

        Assert.Contains("Sleep diary", all, StringComparison.Ordinal);
        Assert.Contains("its file is awaited", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Sleep diary", one, StringComparison.Ordinal);
        Assert.DoesNotContain("Sleep diary", theirs, StringComparison.Ordinal);
        Assert.Contains("7 times, by 7 learners", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Replace the file", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Forbidden, (await PageClient.OpenAsync(coordinator, "/resources/new")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Html, string? Location)> SendFileAsync(
        AppUnderTest app,
        string address,
        (string Name, string Value)[] fields,
        byte[] file,
        string? page = null,
        string fileName = "ecg.pdf")
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(await PageClient.TokenAsync(app.Manager, page ?? address)), "formToken");
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");

        // As it is on the wire: what the client library makes of a name is another thing.
        if (!Ascii.IsValid(fileName))
            content.Headers.ContentDisposition = new("form-data") { Name = "\"file\"", FileName = $"\"{fileName}\"" };
        else
            content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{fileName}\"");
        form.Add(content);
        using var response = await app.Manager.PostAsync(address, form, Cancellation);
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation));
        return (response.StatusCode, html, response.Headers.Location?.ToString());
    }
}
