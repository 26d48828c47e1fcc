using System.Net.Http.Headers;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.GraphSimulator;
using Pathway.Local;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Digests;

public sealed class DigestMailboxTests
{
    private static readonly SlotKey Slot = new(new IsoWeek(2026, 47), CollegeId.Parse("utc-leeds"));

    private static readonly Mailbox Sender = Mailbox.Parse(AppSettings.ProgrammeMailbox);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, MessagePlace.Gone)]
    [InlineData(true, MessagePlace.Deleted)]
    public async Task Does_not_take_a_deleted_draft_for_one_to_send(bool deletedStillAnswers, MessagePlace place)
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes { DeletedStillAnswers = deletedStillAnswers, LargestPage = 1 };
        var mailbox = app.Get<DigestMailbox>();
        var id = await DraftAsync(mailbox);
        await DeleteAsync(app, id);

        Assert.Equal(place, await mailbox.LookAsync(Sender, id, Cancellation));
        Assert.Equal((null, MessagePlace.Gone), await mailbox.FindAsync(Sender, Slot, Cancellation));
    }

    [Fact]
    public async Task Finds_the_draft_and_after_it_was_sent_the_message()
    {
        await using var app = await AppUnderTest.StartAsync();
        var mailbox = app.Get<DigestMailbox>();
        var id = await DraftAsync(mailbox);
        var draft = await mailbox.FindAsync(Sender, Slot, Cancellation);

        await mailbox.SendAsync(Sender, id, Cancellation);

        Assert.Equal((id, MessagePlace.Drafts), draft);
        Assert.Equal((id, MessagePlace.Sent), await mailbox.FindAsync(Sender, Slot, Cancellation));
    }

    private static Task<string> DraftAsync(DigestMailbox mailbox) =>
        mailbox.DraftAsync(
            Sender, Slot, new DigestMail("A week", "<p>Words</p>", "Words"), ["head@utc-leeds.example.org"], Cancellation);

    private static async Task DeleteAsync(AppUnderTest app, string id)
    {
        using var graph = new HttpClient { BaseAddress = app.Graph.Address };
        graph.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");
        using var deleted = await graph.DeleteAsync(
            $"/v1.0/users/pathway@digital-health.example.org/messages/{id}", Cancellation);
        deleted.EnsureSuccessStatusCode();
    }
}
