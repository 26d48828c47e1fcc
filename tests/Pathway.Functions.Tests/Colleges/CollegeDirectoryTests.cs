using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Colleges;

public sealed class CollegeDirectoryTests
{
    [Fact]
    public async Task Many_calls_that_find_no_copy_share_one_reading()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        using var directory = new CollegeDirectory(app.Get<CollegeTable>(), app.Get<Keyring>(), new RestlessTime());

        app.Outgoing.Watch();
        var found = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => directory.FindAsync(CollegeId.Parse("utc-leeds"), TestContext.Current.CancellationToken).AsTask()));

        Assert.All(found, Assert.NotNull);
        Assert.Single(app.Outgoing.Calls);
    }

    /// <summary>A millisecond passes between any two looks at it.</summary>
    private sealed class RestlessTime : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Interlocked.Increment(ref now);
    }
}
