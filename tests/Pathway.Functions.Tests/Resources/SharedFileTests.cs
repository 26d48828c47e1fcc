using System.Net;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class SharedFileTests
{
    [Theory]
    [InlineData("32-svg-entities", "heart.svg", "image/svg+xml", "image/svg+xml")]
    [InlineData("34-svg-doctype-first", "heart.svg", "image/svg+xml", "image/svg+xml")]
    [InlineData("36-svg-foreign-object", "ward.svg", "image/svg+xml", "image/svg+xml")]
    [InlineData("37-m4a-from-a-phone", "talk.m4a", "audio/mp4", "audio/mp4")]
    [InlineData("39-jpeg-jfif", "photo.jfif", "image/jpeg", "image/jpeg")]
    [InlineData("41-pdf-leading-newline", "notes.pdf", "application/pdf", "application/pdf")]
    [InlineData("42-zip-backslash", "sheets.zip", "application/zip", "application/zip")]
    [InlineData("45-ogg-declared-video", "talk.ogg", "video/ogg", "audio/ogg")]
    public async Task Publishes_what_people_really_send(
        string name, string fileName, string declared, string publishedAs)
    {
        var content = await ContentAsync(name, fileName);
        await using var app = await ResourceDriver.StartAsync();

        var read = await app.ReadAsync(
            await app.PublishAsync(ResourceDriver.Definition(name, fileName, declared), content));

        Assert.Equal(("published", publishedAs), (read.Text("state"), read.Text("contentType")));
    }

    [Fact]
    public async Task Takes_a_bare_put_with_the_headers_that_were_given_with_its_address()
    {
        var content = await ContentAsync("47-upload-url-bare-put", "notes.pdf");
        await using var app = await ResourceDriver.StartAsync();
        var created = await app.CreateAsync(ResourceDriver.Definition("Notes", "notes.pdf"));

        using var put = await UploadDriver.PutAsync(created, content);
        using var completed = await app.Manager.PostAsync(
            $"/api/resources/{created.Text("id")}/versions/1/complete", null, TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Accepted), (put.StatusCode, completed.StatusCode));
        Assert.Equal("published", (await app.ReadAsync(created.Text("id"))).Text("state"));
    }

    private static async Task<byte[]> ContentAsync(string name, string fileName)
    {
        var folder = SharedCases.Folder(name);
        Assert.SkipWhen(folder is null, "There are no shared cases beside this repository.");
        return await File.ReadAllBytesAsync(Path.Combine(folder!, fileName), TestContext.Current.CancellationToken);
    }
}
