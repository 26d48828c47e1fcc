using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Digests;

/// <summary>Graph is out when the digests are due, and comes back.</summary>
public sealed class GraphOutageTests
{
    private static readonly IsoWeek Wanted = new(2026, 47);

    [Theory]
    [InlineData("serverErrorPercent")]
    [InlineData("throttlePercent")]
    public async Task Digests_wait_on_the_queue_and_leave_no_dead_letter(string outage)
    {
        await using var app = await WithLeedsAsync();
        await app.OutAsync(outage);
        await app.SendDigestsAsync();
        await app.DrainAsync();

        Assert.Empty(await LettersAsync(app));
        Assert.Equal(1, await WaitingAsync(app));

        // The timer does not ask for what comes by itself; a person may.
        await app.SendDigestsAsync();
        Assert.Equal(1, await WaitingAsync(app));
        await app.HealAsync();
        using var asked = await app.AskAsync(Week);
        await app.DrainAsync();

        Assert.Equal(2, app.Graph.Mail.Count);
        Assert.Empty(await LettersAsync(app));
        Assert.All(await app.SlotsAsync(Week), slot => Assert.Equal("sent", slot.GetProperty("state").GetString()));
    }

    /// <summary>The work itself comes back, without anybody asking.</summary>
    [Fact]
    public async Task Digests_are_sent_once_Graph_is_back()
    {
        await using var app = await WithLeedsAsync(firstWait: 0);
        await app.OutAsync("serverErrorPercent");
        await app.SendDigestsAsync();

        // Twice: a third time would open the circuit, whose pause is in the storage's time.
        for (var tries = 0; tries < 2; tries++)
            await app.Host.PumpQueueOnceAsync(app.Storage.QueueNames.Digests, TestContext.Current.CancellationToken);
        Assert.Empty(app.Graph.Mail);

        await app.HealAsync();
        await app.DrainAsync();

        Assert.Equal(2, app.Graph.Mail.Count);
        Assert.Empty(await LettersAsync(app));
        Assert.Equal(0, await WaitingAsync(app));
    }

    [Fact]
    public async Task What_Graph_refuses_is_a_dead_letter_while_the_others_wait()
    {
        await using var app = await WithLeedsAsync(firstWait: 0);
        await app.JoinAsync("utc-derby", new { name = "Derby", contacts = new[] { "head@invalid.example" } });
        var (work, refused, waiting) = (Work(null), Slot("utc-derby"), Slot("utc-leeds"));
        DigestFailure[] failures = [new(refused, "No.", MayPass: false), new(waiting, "Gone.", MayPass: true)];

        var senders = failures.ToDictionary(one => one.Slot, _ => app.Get<Mailboxes>().First);
        await app.Get<DigestDeferral>()
            .SendAsync(app.Get<DigestDeferral>().Sort(work, failures, senders)!, TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Equal("head@utc-leeds.example.org", Assert.Single(app.Graph.Mail).To);
        var letter = Assert.Single(await LettersAsync(app));
        Assert.Equal("""["utc-derby"]""", JsonDocument.Parse(letter.GetProperty("body").GetString()!).RootElement.GetProperty("slots").GetRawText());
    }

    [Fact]
    public async Task What_waits_for_room_comes_when_there_is_some_however_often_it_has_waited()
    {
        await using var app = await WithLeedsAsync();
        var slot = Slot("utc-leeds");
        DigestFailure[] failures = [new(slot, "No room.", MayPass: true, TimeSpan.FromSeconds(40)) { IsForRoom = true }];
        var senders = failures.ToDictionary(one => one.Slot, _ => app.Get<Mailboxes>().First);

        var putOff = app.Get<DigestDeferral>().Sort(Work(null) with { PutOff = 6 }, failures, senders)!;

        Assert.Equal(TimeSpan.FromSeconds(40), Assert.Single(putOff.Waiting).Delay);
    }

    /// <summary>The timer's digests wait until they are a day late, those a person asked for a day.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Digests_are_given_up_in_the_end_and_a_replay_sends_them(bool isUnasked)
    {
        await using var app = await WithLeedsAsync();
        await app.OutAsync("serverErrorPercent");
        var until = isUnasked ? Monday.AddSeconds(10) : (DateTimeOffset?)null;
        var since = isUnasked ? (DateTimeOffset?)null : Monday - DigestWork.Patience;
        await app.Get<DigestDelivery>()
            .DeliverAsync(
                (Work(until) with { PutOffSince = since }).Write(),
                "a message",
                1,
                TestContext.Current.CancellationToken);

        var letter = Assert.Single(await LettersAsync(app));
        Assert.Contains("2026-W47/utc-leeds", letter.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await WaitingAsync(app));

        await app.HealAsync();
        app.Time.AdjustTime(Monday.AddDays(3));
        using var replayed = await app.Manager.PostAsync(
            $"/api/dead-letters/{letter.GetProperty("id").GetString()}/replay",
            null,
            TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Contains(app.Graph.Mail, mail => mail.To == "head@utc-leeds.example.org");
        Assert.Empty(await LettersAsync(app));
    }

    [Fact]
    public async Task Work_that_came_back_too_late_is_a_dead_letter_and_not_forgotten()
    {
        await using var app = await WithLeedsAsync();

        await app.Get<DigestDelivery>()
            .DeliverAsync(
                (Work(Monday.AddMinutes(-1)) with { PutOff = 7 }).Write(),
                "a message",
                1,
                TestContext.Current.CancellationToken);

        Assert.Contains(
            "waited for Microsoft Graph",
            Assert.Single(await LettersAsync(app)).GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        Assert.Empty(app.Graph.Mail);
    }

    private static SlotKey Slot(string college) => new(Wanted, CollegeId.Parse(college));

    private static DigestWork Work(DateTimeOffset? until) => new(Week, ["utc-leeds"], until);

    private static async Task<AppUnderTest> WithLeedsAsync(int? firstWait = null)
    {
        var settings = firstWait is { } seconds
            ? new Dictionary<string, string?>(StringComparer.Ordinal) { ["Digests__FirstWaitSeconds"] = $"{seconds}" }
            : [];
        var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday, Settings = settings });
        await app.JoinAsync("utc-leeds");
        return app;
    }

    private static async Task<IReadOnlyList<JsonElement>> LettersAsync(AppUnderTest app) =>
        [.. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/dead-letters")).GetProperty("items").EnumerateArray()];

    private static async Task<int> WaitingAsync(AppUnderTest app) =>
        (await app.Storage.Queue(queues => queues.Digests).GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
