using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Functions.Tests.DeadLetters;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task Keeps_what_arrived_in_a_poison_queue_and_puts_it_back_on_request()
    {
        await using var app = await AppUnderTest.StartAsync();
        var (queue, poison) = (app.Storage.QueueNames.Digests, app.Storage.Queues.GetQueueClient(app.Storage.QueueNames.Digests + QueueNames.PoisonSuffix));
        await poison.SendMessageAsync("not a digest", TestContext.Current.CancellationToken);

        await app.Host.PumpQueueOnceAsync(poison.Name, TestContext.Current.CancellationToken);
        var letter = Assert.Single(await ListAsync(app));
        using var replayed = await app.Manager.PostAsync(
            $"/api/dead-letters/{letter.GetProperty("id").GetString()}/replay",
            null,
            TestContext.Current.CancellationToken);
        var waiting = await app.Storage.Queues.GetQueueClient(queue)
            .PeekMessageAsync(TestContext.Current.CancellationToken);

        Assert.Equal(queue, letter.GetProperty("queue").GetString());
        Assert.Equal(QueueMessageRunner.MaxAttempts, letter.GetProperty("attempts").GetInt32());
        Assert.Equal("not a digest", letter.GetProperty("body").GetString());
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        Assert.Equal("not a digest", waiting.Value.Body.ToString());
        Assert.Empty(await ListAsync(app));
    }

    [Fact]
    public async Task Keeps_the_reason_the_last_attempt_left()
    {
        await using var app = await AppUnderTest.StartAsync();
        var box = app.Get<DeadLetterTable>();
        var queue = app.Storage.QueueNames.Facts;

        await box.AddAsync(queue, "body", "The address was refused.", 5, TestContext.Current.CancellationToken);
        await box.AddUnexplainedAsync(queue, Convert.ToBase64String("body"u8), TestContext.Current.CancellationToken);

        Assert.Equal("The address was refused.", Assert.Single(await ListAsync(app)).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Keeps_a_message_that_its_queue_does_not_understand_with_the_reason()
    {
        await using var app = await AppUnderTest.StartAsync();
        foreach (var queue in app.Storage.QueueNames.All)
            await app.Storage.Queues.GetQueueClient(queue)
                .SendMessageAsync("nonsense", TestContext.Current.CancellationToken);

        await app.DrainAsync();
        var letters = await ListAsync(app);

        Assert.Equal(
            app.Storage.QueueNames.All.Order(StringComparer.Ordinal),
            letters.Select(letter => letter.GetProperty("queue").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(
            letters,
            letter => Assert.True(letter.GetProperty("reason").GetString()!.Split(':')[0] is nameof(FormatException) or nameof(JsonException)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(QueueNames.PoisonSuffix)]
    public async Task Keeps_a_message_that_is_not_base64_with_the_reason(string suffix)
    {
        await using var app = await AppUnderTest.StartAsync();
        foreach (var queue in app.Storage.QueueNames.All)
            await app.Storage.UnreadQueues.GetQueueClient(queue + suffix)
                .SendMessageAsync("not base64!", TestContext.Current.CancellationToken);

        await app.DrainAsync();
        var letters = await ListAsync(app);

        Assert.Equal(app.Storage.QueueNames.All.Count, letters.Count);
        Assert.All(
            letters,
            letter => Assert.Equal(("not base64!", MessageText.Unreadable), (letter.GetProperty("body").GetString(), letter.GetProperty("reason").GetString())));
        foreach (var queue in app.Storage.QueueNames.All)
            Assert.Equal(
                0,
                (await app.Storage.Queues.GetQueueClient(queue + suffix).GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Lists_page_by_page_over_all_queues()
    {
        await using var app = await AppUnderTest.StartAsync();
        var box = app.Get<DeadLetterTable>();
        for (var i = 0; i < 230; i++)
            await box.AddAsync(
                app.Storage.QueueNames.All[i % 3],
                $"body {i}",
                i % 2 == 0 ? "Even." : "Odd.",
                5,
                TestContext.Current.CancellationToken);

        var (all, odd) = (await PagesAsync(app, ""), await PagesAsync(app, "&reason=odd"));

        Assert.Equal([100, 100, 30], all.Select(page => page.Count));
        Assert.Equal(230, all.SelectMany(page => page).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([100, 15], odd.Select(page => page.Count));
        Assert.Equal(230, (await box.CountAsync(TestContext.Current.CancellationToken)).Values.Sum());
    }

    [Fact]
    public async Task Gives_up_when_the_host_does()
    {
        using var host = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(Toolchain.Root, "host.json"), TestContext.Current.CancellationToken));

        Assert.Equal(
            QueueMessageRunner.MaxAttempts,
            host.RootElement.GetProperty("extensions").GetProperty("queues").GetProperty("maxDequeueCount").GetInt32());
    }

    [Theory]
    [InlineData("facts~unknown")]
    [InlineData("nothing")]
    [InlineData("other~a~b")]
    public async Task Knows_no_letter_by_another_id(string id)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Manager.PostAsync(
            $"/api/dead-letters/{id}/replay", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<List<List<string>>> PagesAsync(AppUnderTest app, string query)
    {
        var (pages, after) = (new List<List<string>>(), "");
        while (after is not null)
        {
            var page = await app.Manager.GetFromJsonAsync<JsonElement>(
                $"/api/dead-letters?after={Uri.EscapeDataString(after)}{query}");
            pages.Add(
                [.. page.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("id").GetString()!)]);
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return pages;
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(AppUnderTest app) =>
        [.. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/dead-letters")).GetProperty("items").EnumerateArray()];
}
