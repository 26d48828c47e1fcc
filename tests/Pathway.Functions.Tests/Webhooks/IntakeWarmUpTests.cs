using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class IntakeWarmUpTests
{
    [Fact]
    public async Task A_new_instance_knows_the_colleges_before_the_first_of_them_calls_and_writes_nothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        using var directory = new CollegeDirectory(app.Get<CollegeTable>(), app.Get<Keyring>(), app.Time);
        using var warmUp = WarmUp(app, directory);

        app.Outgoing.Watch();
        await warmUp.StartAsync(cancellationToken);
        await warmUp.ExecuteTask!;
        var calls = app.Outgoing.Calls.Count;
        var found = await directory.FindAsync(CollegeId.Parse("utc-leeds"), cancellationToken);

        Assert.NotNull(found);
        Assert.Equal(2, calls);
        Assert.Equal(calls, app.Outgoing.Calls.Count);
        Assert.All(app.Outgoing.Calls, call => Assert.StartsWith("GET", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Storage_that_is_away_does_not_keep_a_new_instance_from_starting()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var directory = new CollegeDirectory(app.Get<CollegeTable>(), app.Get<Keyring>(), app.Time);
        using var warmUp = WarmUp(app, directory);

        app.Outgoing.Refuse();
        await warmUp.StartAsync(TestContext.Current.CancellationToken);
        await warmUp.ExecuteTask!;

        Assert.True(warmUp.ExecuteTask!.IsCompletedSuccessfully);
    }

    private static IntakeWarmUp WarmUp(AppUnderTest app, CollegeDirectory directory) =>
        new(directory, app.Get<FactQueue>(), app.Get<CloudEventDialect>(), app.Get<Keyring>(), app.Time);
}
