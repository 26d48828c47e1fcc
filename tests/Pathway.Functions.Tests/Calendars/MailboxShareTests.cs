using Microsoft.Extensions.Options;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.GraphSimulator;
using Pathway.Local;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>Four requests at once to the mailbox, from however many instances.</summary>
public sealed class MailboxShareTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_instances_together_keep_to_four()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes { LatencyMs = 20 };
        var (first, second) = (Instance(app, "a"), Instance(app, "b"));
        await ReadAsync(first);
        await Assert.ThrowsAsync<MailboxBusyException>(() => ReadAsync(second));
        app.Time.Advance(MailboxShare.Fresh);
        await ReadAsync(first);
        await ReadAsync(second);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => ReadAsync(number % 2 == 0 ? first : second)));

        Assert.DoesNotContain(app.Graph.Requests, request => request.Status == 429);
        Assert.True(app.Graph.Requests.Count >= 43);
    }

    [Fact]
    public async Task What_a_dead_instance_had_is_free_when_its_time_is_over_and_at_once_for_its_successor()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ReadAsync(Instance(app, "a"));

        await ReadAsync(Instance(app, "a"));
        await Assert.ThrowsAsync<MailboxBusyException>(() => ReadAsync(Instance(app, "b")));
        app.Time.Advance(MailboxShare.Life);
        await ReadAsync(Instance(app, "b"));
    }

    [Fact]
    public async Task Costs_two_storage_calls_however_many_requests()
    {
        await using var app = await AppUnderTest.StartAsync();
        var instance = Instance(app, "a");
        app.Outgoing.Watch();

        for (var request = 0; request < 20; request++)
            await ReadAsync(instance);

        Assert.Equal(2, app.Outgoing.Calls.Count - 20);
    }

    private static ProgrammeGraph Instance(AppUnderTest app, string name)
    {
        var options = app.Get<IOptions<GraphOptions>>();
        return new ProgrammeGraph(
            options,
            app.Get<OutgoingTransport>(),
            new MailboxShares(app.Storage, name, options.Value.Concurrency, app.Time),
            app.Get<RequestOwners>(),
            app.Time);
    }

    private static async Task ReadAsync(ProgrammeGraph graph) =>
        await graph.At(Mailbox.Parse(AppSettings.ProgrammeMailbox)).Events.GetAsync(cancellationToken: Cancellation);
}
