using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Health;

public sealed class CheckHealthTests
{
    [Fact]
    public async Task Names_each_check_in_words()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.Get<DeadLetterTable>()
            .AddAsync(app.Storage.QueueNames.Facts, "body", "reason", 5, TestContext.Current.CancellationToken);

        using var response = await app.Client.GetAsync("/api/health", TestContext.Current.CancellationToken);
        var health = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        var checks = health.GetProperty("checks")
            .EnumerateArray()
            .ToDictionary(check => check.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.Equal("ok", checks["storage"].GetProperty("status").GetString());
        Assert.Contains(": 1", checks["dead letters"].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sees_a_message_that_nobody_can_read()
    {
        await using var app = await AppUnderTest.StartAsync();
        var poison = app.Storage.QueueNames.Facts + QueueNames.PoisonSuffix;
        await app.Storage.UnreadQueues.GetQueueClient(poison)
            .SendMessageAsync("not base64!", TestContext.Current.CancellationToken);
        app.Time.AdjustTime(TimeProvider.System.GetUtcNow().AddHours(1));

        var health = await app.Client.GetFromJsonAsync<JsonElement>(
            "/api/health", TestContext.Current.CancellationToken);

        var queues = health.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "queues");
        Assert.Equal("degraded", queues.GetProperty("status").GetString());
        Assert.Contains(poison, queues.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_since_when_a_check_is_what_it_is_and_what_to_do()
    {
        await using var app = await AppUnderTest.StartAsync();
        var started = app.Time.GetUtcNow();
        var fine = await CheckAsync(app, "dead letters");
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await app.Get<DeadLetterTable>()
            .AddAsync(app.Storage.QueueNames.Facts, "body", "reason", 5, TestContext.Current.CancellationToken);

        var bad = await CheckAsync(app, "dead letters");
        app.Time.Advance(TimeSpan.FromMinutes(5));
        var still = await CheckAsync(app, "dead letters");

        Assert.Equal(
            (started, "Nothing."), (fine.GetProperty("since").GetDateTimeOffset(), fine.GetProperty("do").GetString()));
        Assert.Equal(started.AddMinutes(5), bad.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(started.AddMinutes(5), still.GetProperty("since").GetDateTimeOffset());
        Assert.StartsWith("Problems shows each", bad.GetProperty("do").GetString(), StringComparison.Ordinal);
        Assert.Equal("/problems#letters", bad.GetProperty("page").GetString());
        Assert.False(fine.TryGetProperty("page", out _));
    }

    /// <summary>They named calls of the API to people who have pages.</summary>
    [Fact]
    public async Task Every_page_that_a_check_leads_to_is_there()
    {
        await using var app = await AppUnderTest.StartAsync();
        var pages = app.Get<IOptions<HealthCheckServiceOptions>>().Value.Registrations
            .SelectMany(check => check.Tags.Where(tag => tag.StartsWith('/')))
            .ToList();

        Assert.True(pages.Count >= 5);
        foreach (var page in pages)
        {
            var html = await app.Manager.GetStringAsync(page, TestContext.Current.CancellationToken);
            Assert.Contains(page.Split('#') is [_, var part] ? $"id=\"{part}\"" : "<main", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_check_says_what_to_do_when_storage_is_frozen()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Outgoing.Hang();

        using var response = await app.Client.GetAsync("/api/health", TestContext.Current.CancellationToken);
        var checks = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("checks")
            .EnumerateArray()
            .ToList();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var storage = checks.Single(check => check.GetProperty("name").GetString() == "storage")
            .GetProperty("detail")
            .GetString();
        Assert.StartsWith(
            "Table storage does not answer: it did not answer in time", storage, StringComparison.Ordinal);
        Assert.All(checks, check => Assert.Equal("degraded", check.GetProperty("status").GetString()));
        Assert.All(checks, check => Assert.NotEqual("Nothing.", check.GetProperty("do").GetString()));
    }

    [Fact]
    public async Task Answers_503_only_when_storage_is_gone()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Outgoing.Break(1, Fault.Died);

        using var response = await app.Client.GetAsync("/api/health", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private static async Task<JsonElement> CheckAsync(AppUnderTest app, string name)
    {
        var health = await app.Client.GetFromJsonAsync<JsonElement>(
            "/api/health", TestContext.Current.CancellationToken);
        return health.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == name);
    }
}
