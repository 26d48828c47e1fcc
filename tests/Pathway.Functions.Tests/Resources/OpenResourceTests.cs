using System.Net;
using Azure.Storage.Blobs;
using Pathway.Functions.Engagement;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class OpenResourceTests
{
    [Fact]
    public async Task Sends_a_college_s_link_on_to_the_file_and_counts_the_use()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();

        using var opened = await app.Client.GetAsync(await app.LinkAsync(id, "utc-leeds"), TestContext.Current.CancellationToken);
        var file = await new BlobClient(opened.Headers.Location).DownloadContentAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal(ResourceDriver.Pdf, file.Value.Content.ToArray());
        Assert.Equal("application/pdf", file.Value.Details.ContentType);
        Assert.Equal("inline; filename=\"ecg.pdf\"; filename*=utf-8''ecg.pdf", file.Value.Details.ContentDisposition);
        await app.DrainAsync();
        Assert.Equal(1, await UsesAsync(app, "utc-leeds", id));
    }

    [Fact]
    public async Task Counts_a_link_once_a_minute_however_often_it_is_followed()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        var (link, other) = (await app.LinkAsync(id, "utc-leeds"), await app.LinkAsync(id, "utc-leeds", TimeSpan.FromDays(31)));

        await OpenAsync(app, link, link, other);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await OpenAsync(app, link);
        await app.DrainAsync();

        Assert.Equal(3, await UsesAsync(app, "utc-leeds", id));
    }

    [Fact]
    public Task Counts_a_use_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "open one resource",
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                await app.PublishAsync(content: ResourceDriver.Pdf);
            },
            async app =>
            {
                using var opened = await app.Client.GetAsync(await app.LinkAsync("reading-an-ecg", "utc-leeds"));
                opened.Headers.Location!.ToString();
                await app.DrainAsync();
            })
        {
            Options = ResourceDriver.Options(),
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task OpenAsync(AppUnderTest app, params string[] links)
    {
        foreach (var link in links)
        {
            using var opened = await app.Client.GetAsync(link, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        }
    }

    private static async Task<long> UsesAsync(AppUnderTest app, string college, string resource)
    {
        var today = app.Get<LondonClock>().Today;
        var counters = await app.Get<CounterReader>().ReadAsync(CollegeId.Parse(college), today.PlusDays(-1), today.PlusDays(1), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        return counters.Where(counter => counter.Kind == ObjectKind.Resource && counter.Object == resource && counter.Verb == FactVerb.Viewed).Sum(counter => (long)counter.Events);
    }
}
