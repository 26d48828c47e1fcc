using Azure.Data.Tables;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Testing;
using static Pathway.Functions.Tests.Calendars.Spread.SpreadDriver;

namespace Pathway.Functions.Tests.Calendars.Spread;

/// <summary>The list of mailboxes changes while there are events: what was sent stays where it is.</summary>
public sealed class ChangedListTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailbox_added_later_moves_nothing_that_was_sent()
    {
        await using var before = await AppUnderTest.StartAsync(Over(North, South));
        await before.JoinAsync("utc-leeds");
        await before.PlanClassesAsync([1, 4, 6]);
        Assert.Equal(["north: 1 6", "south: 4"], await before.CalendarsAsync());

        await using var app = await before.RestartAsync(Over(North, South, West));
        await app.PlanClassesAsync([1, 4, 5], hour: 14);
        await app.CancelAsync("class-6");
        await app.DrainAsync();
        await app.PullOnTimerAsync();
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        Assert.Equal(["north: 1", "south: 4", "west: 5"], await app.CalendarsAsync());
        Assert.Equal(
            [
                "cancel of Class 6 from north", "invite of Class 5 from west",
                "update of Class 1 from north", "update of Class 4 from south",
            ],
            app.Sendings(after: 6));
        Assert.Equal(6 + 8, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task What_waits_for_room_goes_out_from_a_mailbox_added_meanwhile()
    {
        var full = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Graph__RecipientsPerDay"] = "2" };
        await using var before = await AppUnderTest.StartAsync(With(full, North, South));
        await before.JoinAsync("utc-leeds");
        await before.PlanClassesAsync([2]);
        await before.PlanClassesAsync([1]);
        Assert.Equal(["north: 2"], await before.CalendarsAsync());

        await using var app = await before.RestartAsync(With(full, North, South, West));
        await app.PlanClassesAsync([1], hour: 14);

        Assert.Equal(["north: 2", "west: 1"], await app.CalendarsAsync());
    }

    [Fact]
    public async Task A_mailbox_taken_off_the_list_is_looked_after_until_its_last_event_is_over()
    {
        await using var before = await AppUnderTest.StartAsync(Over(North, West));
        await before.JoinAsync("utc-leeds");
        await before.PlanClassesAsync([1, 2]);
        Assert.Equal(["north: 2", "west: 1"], await before.CalendarsAsync());
        await before.PullOnTimerAsync();

        await using var app = await before.RestartAsync(Over(North));
        await app.PlanClassesAsync([1, 5], hour: 14);
        await app.RespondAsync("Class 1", "accepted");
        await app.PullOnTimerAsync();

        Assert.Equal(["north: 2 5", "west: 1"], await app.CalendarsAsync());
        Assert.Equal(["invite of Class 5 from north", "update of Class 1 from west"], app.Sendings(after: 4));
        var leeds = (await app.LedgerAsync("class-1")).GetProperty("responses").GetProperty("utc-leeds");
        Assert.Equal(1, leeds.GetProperty("accepted").GetInt32());
        var (status, detail) = await app.CheckAsync("calendar");
        Assert.Equal("degraded", status);
        Assert.Contains(
            $"{West}: It is not in Graph__Mailbox any more and still organises 1 events, the last until Wed 2 December 2026, 15:00 UK time.",
            detail,
            StringComparison.Ordinal);

        app.Time.AdjustTime(new(2026, 12, 3, 9, 0, 0, TimeSpan.Zero));
        await app.PullOnTimerAsync();

        Assert.Equal("ok", (await app.CheckAsync("calendar")).Status);
        Assert.Equal(["north"], await app.SubscriptionsAsync());
        Assert.Equal(North, Assert.Single(await app.Get<PullStateStore>().AllAsync(Cancellation)).Mailbox.Address);
    }

    [Fact]
    public async Task What_was_written_when_there_was_one_mailbox_is_the_first_ones()
    {
        await using var before = await AppUnderTest.StartAsync(Over(North));
        await before.JoinAsync("utc-leeds");
        await before.PlanClassesAsync([1, 5]);
        await before.PullOnTimerAsync();
        var subscription = (await before.Get<SubscriptionStore>().ReadAsync(Mailbox.Parse(North), Cancellation)).Id;
        await ForgetMailboxesAsync(before);

        await using var app = await before.RestartAsync(Over(North, West));
        var requests = app.Graph.Requests.Count;
        await app.PullOnTimerAsync();
        await app.PlanClassesAsync([1], hour: 14);

        Assert.Equal(["north: 1 5"], await app.CalendarsAsync());
        Assert.Equal(["update of Class 1 from north"], app.Sendings(after: 4));
        Assert.Equal(["north", "west"], await app.SubscriptionsAsync());
        Assert.NotNull(subscription);

        // The list of changes goes on where it was: only the new mailbox's begins.
        var rounds = app.Graph.Requests.Skip(requests).Where(request => request.Path.Contains("delta", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rounds.Count);
        Assert.Contains("deltatoken", rounds[0].Query, StringComparison.OrdinalIgnoreCase);

        // The night writes down what was taken for granted, and the order of the list matters no more.
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await using var turned = await app.RestartAsync(Over(West, North));
        var five = await turned.Get<InvitationTable>().FindAsync(ActivityId.Parse("class-5"), new InvitationKey("", 0), Cancellation);
        Assert.Equal(North, five!.Mailbox!.Address);
        Assert.False(five.IsMailboxAssumed);
    }

    private static readonly string[] Own = ["Mailbox", "PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    /// <summary>As an app left it that knew one mailbox: no row says which, and none has it in its name.</summary>
    private static async Task ForgetMailboxesAsync(AppUnderTest app)
    {
        var table = app.Storage.Table(StorageTable.Invitations);
        var marked = Mailbox.Parse(North).RowOf("");
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
        {
            var plain = new TableEntity(row.PartitionKey, row.RowKey.Replace(marked, "", StringComparison.Ordinal));
            foreach (var (name, value) in row.Where(column => !Own.Contains(column.Key)))
                plain[name] = value;
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, Azure.ETag.All, Cancellation);
            await table.AddEntityAsync(plain, Cancellation);
        }
    }
}
