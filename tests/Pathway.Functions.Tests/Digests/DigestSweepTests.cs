using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Digests;

public sealed class DigestSweepTests
{
    // When a slot was sent is a matter of when its last try ran; ids are numbered in the order of the mails, and
    // either may go first.
    private static readonly string[] Moments =
    [
        "DigestSlots.SentAt", "DigestSlots.MessageId", "Invitations.Shares", "Invitations.Sent",
    ];

    [Fact]
    public Task Delivering_a_digest_survives_every_fault() => FaultSweep.RunAsync(
        new Scenario(
            "deliver one digest",
            StrictExchange.With(Arrange),
            Act)
        { Options = Comes(Monday), Ignore = Moments },
        line => TestContext.Current.TestOutputHelper!.WriteLine(line));

    [Fact]
    public Task Catching_up_survives_every_fault() => FaultSweep.RunAsync(
        new Scenario(
            "catch up a missed week",
            StrictExchange.With(Arrange),
            CatchUp)
        { Options = Comes(Monday.AddDays(2)), Ignore = Moments },
        line => TestContext.Current.TestOutputHelper!.WriteLine(line));

    /// <summary>What waits for Graph comes again at once: the storage's clock is not the test's to set.</summary>
    private static AppOptions Comes(DateTimeOffset now) =>
        new()
        {
            Now = now,
            Settings = new Dictionary<string,
            string?>(StringComparer.Ordinal)
            { ["Digests__FirstWaitSeconds"] = "0" },
        };

    private static async Task Arrange(AppUnderTest app)
    {
        await app.JoinAsync("utc-leeds");
        await app.CountAsync(
            "utc-leeds", Attended("2026-11-18", "genomics", 12, 720), Attended("2026-11-10", "imaging", 8, 480));
    }

    /// <summary>The manager asks for the week that the timer has given up.</summary>
    private static async Task CatchUp(AppUnderTest app)
    {
        using var asked = await app.AskAsync(Week);
        await DeliverAsync(app);
    }

    /// <summary>
    /// The timer runs, the queue hands its messages out, and what was given up comes again when its lease has ended.
    /// </summary>
    private static async Task Act(AppUnderTest app)
    {
        await app.SendDigestsAsync();
        await DeliverAsync(app);
    }

    private static async Task DeliverAsync(AppUnderTest app)
    {
        for (var tries = 0; tries < 3; tries++)
            await app.Host.PumpQueueOnceAsync(app.Storage.QueueNames.Digests);
        app.Time.Advance(TimeSpan.FromMinutes(11));
    }
}
