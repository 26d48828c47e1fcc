using System.Net;
using System.Security.Cryptography;

namespace Pathway.Functions.Tests.Resources;

public sealed class UploadTests
{
    [Fact]
    public async Task Take_one_of_twenty_files_sent_at_once_and_tell_the_others()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = (await app.CreateAsync()).Text("id");
        var files = Enumerable.Range(0, 20).Select(i => (byte[])[.. ResourceDriver.Pdf, (byte)('a' + i)]).ToList();

        var answers = await Task.WhenAll(files.Select(async file =>
        {
            using var sent = await app.SendContentAsync(id, file);
            return (sent.StatusCode, Type: sent.Content.Headers.ContentType?.MediaType);
        }));
        await app.DrainAsync();
        var read = await app.ReadAsync(id);

        var winner = Assert.Single(answers.Index(), answer => answer.Item.StatusCode == HttpStatusCode.Accepted).Index;
        Assert.All(
            answers.Where(answer => answer.StatusCode != HttpStatusCode.Accepted),
            answer => Assert.Equal((HttpStatusCode.Conflict, "application/problem+json"), answer));
        Assert.Equal("published", read.Text("state"));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(files[winner])), read.GetProperty("versions")[0].Text("sha256"));
    }

    [Fact]
    public async Task Take_the_same_file_as_often_as_it_is_sent()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = (await app.CreateAsync()).Text("id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var sent = await app.SendContentAsync(id, ResourceDriver.Pdf);
            return sent.StatusCode;
        }));
        await app.DrainAsync();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        Assert.Equal("published", (await app.ReadAsync(id)).Text("state"));
    }

    [Fact]
    public async Task Prefer_what_comes_through_the_app_to_what_was_left_at_the_address()
    {
        await using var app = await ResourceDriver.StartAsync();
        var created = await app.CreateAsync();
        using var left = await UploadDriver.PutAsync(created, "%PDF-1.4 left"u8.ToArray());

        using var sent = await app.SendContentAsync(created.Text("id"), ResourceDriver.Pdf);
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Accepted), (left.StatusCode, sent.StatusCode));
        Assert.Equal(
            ResourceDriver.Pdf.Length, (await app.ReadAsync(created.Text("id"))).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Open_their_address_to_a_browser_on_any_page()
    {
        await using var app = await ResourceDriver.StartAsync();
        var created = await app.CreateAsync();
        using var http = new HttpClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, created.Text("uploadUrl"));
        preflight.Headers.Add("Origin", "https://programme.example.org");
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        preflight.Headers.Add(
            "Access-Control-Request-Headers",
            string.Join(',', created.GetProperty("uploadHeaders").EnumerateObject().Select(header => header.Name)));

        using var answer = await http.SendAsync(preflight, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            "PUT", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Say_with_which_headers_they_take_a_file()
    {
        await using var app = await ResourceDriver.StartAsync();

        var headers = (await app.CreateAsync()).GetProperty("uploadHeaders");
        var unknown = (await app.CreateAsync(ResourceDriver.Definition("Notes", "notes.docx", ""))).GetProperty("uploadHeaders");

        Assert.Equal(("BlockBlob", "application/pdf"), (headers.Text("x-ms-blob-type"), headers.Text("content-type")));
        Assert.Equal("application/octet-stream", unknown.Text("content-type"));
    }
}
