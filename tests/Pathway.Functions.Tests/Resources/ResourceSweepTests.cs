using System.Net;
using System.Net.Http.Json;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Uploads;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class ResourceSweepTests
{
    private static readonly byte[] Corrected = [.. ResourceDriver.Pdf, .. "corrected\n"u8];

    [Fact]
    public Task Publishes_once_whatever_fails() =>
        SweepAsync("publish one resource", _ => Task.CompletedTask, app => app.PublishAsync());

    [Fact]
    public Task Replaces_once_whatever_fails() =>
        SweepAsync("replace one resource", app => app.PublishAsync(), async app =>
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            "/api/resources/reading-an-ecg/versions")
        { Content = JsonContent.Create(new { fileName = "ecg.pdf", contentType = "application/pdf" }) };
        request.Headers.Add("Idempotency-Key", "second");
        using var next = await app.Manager.SendAsync(request);
        Expect(HttpStatusCode.Created, next);
        using var sent = await app.SendContentAsync("reading-an-ecg", Corrected, 2);
        sent.EnsureSuccessStatusCode();
        await app.DrainAsync();
    });

    [Fact]
    public Task Withdraws_once_whatever_fails() =>
        SweepAsync("withdraw one resource", app => app.PublishAsync(), async app =>
    {
        using var withdrawn = await app.Manager.DeleteAsync("/api/resources/reading-an-ecg");
        Expect(HttpStatusCode.NoContent, withdrawn);
    });

    [Fact]
    public Task Gives_a_file_up_once_whatever_fails() => SweepAsync(
        "give a file up that will not come",
        app => app.CreateAsync(idempotencyKey: "first"),
        app => app.Get<ResourceUploads>().GiveUpAsync(
            ResourceId.Parse("reading-an-ecg"), 1, "The file was empty.", CancellationToken.None));

    [Fact]
    public Task Counts_a_use_once_whatever_fails() => SweepAsync(
        "open one resource",
        async app =>
        {
            await app.JoinAsync("utc-leeds");
            await app.PublishAsync();
        },
        async app =>
        {
            using var opened = await app.Client.GetAsync(await app.LinkAsync("reading-an-ecg", "utc-leeds"));
            Expect(HttpStatusCode.Redirect, opened);
            await app.DrainAsync();
        });

    // What a client sees of a fault is an error like any other, not a failed test.
    private static void Expect(HttpStatusCode status, HttpResponseMessage response)
    {
        if (response.StatusCode != status)
            throw new HttpRequestException($"Answered {response.StatusCode}.");
    }

    private static Task SweepAsync(string name, Func<AppUnderTest, Task> arrange, Func<AppUnderTest, Task> act) =>
        FaultSweep.RunAsync(
        new Scenario(name, arrange, act) { Options = ResourceDriver.Options() },
        TestContext.Current.TestOutputHelper!.WriteLine);
}
