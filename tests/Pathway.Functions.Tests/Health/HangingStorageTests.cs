using System.Net;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Health;

public sealed class HangingStorageTests
{
    private static readonly TimeSpan WhatCallersBear = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Everybody_is_answered_503_within_the_time_they_wait()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Outgoing.Hang();

        using var delivery = CollegeSystem.Known(app).Request(CollegeSystem.Body(CollegeSystem.Viewed("1")), CollegeSystem.Batch);
        var answers = await Task.WhenAll(
                app.Client.GetAsync("/api/health", TestContext.Current.CancellationToken),
                app.Client.SendAsync(delivery, TestContext.Current.CancellationToken))
            .WaitAsync(WhatCallersBear, TestContext.Current.CancellationToken);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.Equal("application/problem+json", answers[1].Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answers[1].Headers.RetryAfter);
    }

    [Fact]
    public async Task The_manager_reads_that_storage_does_not_answer()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Outgoing.Break(1, Fault.Died);

        using var response = await app.Manager.GetAsync("/api/colleges", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }
}
